import type { PropertyListDictionary, PropertyListValue } from "./propertyList.js";
import { downloadAgain, editAtApple, UnreadableError } from "./unreadable.js";

/** A kind of value, as a sentence names it. */
type Kind = "an array" | "a boolean" | "data" | "a date" | "a dict" | "a number" | "a string";

/** A key that is read: what it must hold, and what its items must be. A required one may not be empty. */
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

/** The dictionary, in which every key that is read holds what it must. @throws {UnreadableError} that names all others. */
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

/** The value at `key` or `dict.key`; no key that is read has a dot of its own. */
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

/** What people call the platforms that a profile's `Platform` spells otherwise. */
const commonNames: ReadonlyMap<string, string> = new Map([
  ["OSX", "macOS"],
  ["xrOS", "visionOS"],
]);

/** What Intune wants in place of a profile for other devices, as the end of a problem. */
export const giveOneForIos =
  "Intune wants one of an iOS app: make it in Apple's developer portal, and give its .mobileprovision file";

/** Profiles for other devices are built alike, and Apple names the platforms that a profile is for. */
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
  // Before profiles named platforms, this key marked those of Mac apps.
  const entitlements = profile.get("Entitlements");
  const isForMac =
    entitlements instanceof Map &&
    entitlements.has("com.apple.application-identifier") &&
    !entitlements.has("application-identifier");
  return isForMac ? ["OSX"] : [];
}
