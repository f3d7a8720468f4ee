import type { PropertyListDictionary, PropertyListValue } from "./propertyList.js";
import { downloadAgain, editAtApple, UnreadableError } from "./unreadable.js";

type Kind = "an array" | "a boolean" | "data" | "a date" | "a dict" | "a number" | "a string";

/** `items`: the kind of an array's items. A required value must not be empty. */
type KeyRule = readonly [path: string, need: "required" | "optional", kind: Kind, items?: Kind];

const rules: readonly KeyRule[] = [
  ["Name", "required", "a string"],
  ["UUID", "required", "a string"],
  ["TeamIdentifier", "required", "an array", "a string"],
  // Profiles of 2012 have none.
  ["TeamName", "optional", "a string"],
  ["CreationDate", "required", "a date"],
  ["ExpirationDate", "required", "a date"],
  ["Entitlements", "required", "a dict"],
  ["Entitlements.application-identifier", "required", "a string"],
  ["Entitlements.get-task-allow", "optional", "a boolean"],
  ["DeveloperCertificates", "optional", "an array", "data"],
  ["ProvisionedDevices", "optional", "an array", "a string"],
  ["ProvisionsAllDevices", "optional", "a boolean"],
  ["Platform", "optional", "an array", "a string"],
];

/** Every key in `rules` then holds its kind. @throws {UnreadableError} that names all that do not. */
export function checkKeys(root: PropertyListValue): PropertyListDictionary {
  const problems =
    root instanceof Map
      ? findProblems(root as PropertyListDictionary)
      : [`it is a property list of ${nameKind(root)}, not of a dict`];
  if (problems.length > 0)
    throw new UnreadableError(
      `is no provisioning profile of an iOS app: ${problems.join("; ")}; ${downloadAgain}`,
    );
  const dictionary = root as PropertyListDictionary;
  if (isEmpty(dictionary.get("DeveloperCertificates") ?? []))
    throw new UnreadableError(
      `is a profile without signing certificates, under which no app starts; choose a certificate: ${editAtApple}`,
    );
  return dictionary;
}

function findProblems(dictionary: PropertyListDictionary): string[] {
  requireIos(dictionary);
  const found = rules.map((rule) => ({ rule, value: findValue(dictionary, rule[0]) }));
  const missing = found.filter(({ rule, value }) => rule[1] === "required" && value === undefined);
  return [
    ...(missing.length > 0 ? [`it lacks ${missing.map(({ rule }) => rule[0]).join(", ")}`] : []),
    ...found.flatMap(({ rule, value }) => (value === undefined ? [] : findWrong(rule, value))),
  ];
}

/** `path` is `key` or `dict.key`: no key in `rules` has a dot of its own. */
function findValue(
  dictionary: PropertyListDictionary,
  path: string,
): PropertyListValue | undefined {
  const [first = "", second] = path.split(".");
  const value = dictionary.get(first);
  if (second === undefined) return value;
  return value instanceof Map ? (value as PropertyListDictionary).get(second) : undefined;
}

function findWrong([path, need, kind, items]: KeyRule, value: PropertyListValue): string[] {
  if (nameKind(value) !== kind) return [`${path} must be ${kind} and is ${nameKind(value)}`];
  if (need === "required" && isEmpty(value)) return [`${path} is empty`];
  const kinds = Array.isArray(value) ? value.map(nameKind) : [];
  const index = kinds.findIndex((one) => one !== items);
  return index < 0 ? [] : [`${path}[${index}] must be ${items ?? ""} and is ${kinds[index] ?? ""}`];
}

function nameKind(value: PropertyListValue): Kind {
  if (value instanceof Date) return "a date";
  if (value instanceof Uint8Array) return "data";
  if (value instanceof Map) return "a dict";
  if (typeof value === "string") return "a string";
  if (typeof value === "number") return "a number";
  return typeof value === "boolean" ? "a boolean" : "an array";
}

function isEmpty(value: PropertyListValue): boolean {
  if (typeof value === "string") return value.trim() === "";
  return Array.isArray(value) && value.length === 0;
}

/** Common names of platforms that `Platform` spells otherwise. */
const commonNames: ReadonlyMap<string, string> = new Map([
  ["OSX", "macOS"],
  ["xrOS", "visionOS"],
]);

export const giveOneForIos =
  "Intune wants one of an iOS app: make it in Apple's developer portal, and give its .mobileprovision file";

/** Profiles for other platforms have the same structure. */
function requireIos(profile: PropertyListDictionary): void {
  const platforms = readPlatforms(profile);
  if (platforms.length === 0 || platforms.some((name) => name.toLowerCase() === "ios")) return;
  const names = new Set(platforms.map((name) => commonNames.get(name) ?? name));
  const shown = [...names].join(", ").slice(0, 60);
  throw new UnreadableError(`is a provisioning profile for ${shown}; ${giveOneForIos}`);
}

function readPlatforms(profile: PropertyListDictionary): readonly string[] {
  const platforms = profile.get("Platform");
  if (Array.isArray(platforms))
    return (platforms as readonly unknown[]).filter((name) => typeof name === "string");
  // Old profiles name no platform; this key marks those of Mac apps.
  const entitlements = profile.get("Entitlements");
  const isForMac =
    entitlements instanceof Map &&
    entitlements.has("com.apple.application-identifier") &&
    !entitlements.has("application-identifier");
  return isForMac ? ["OSX"] : [];
}
