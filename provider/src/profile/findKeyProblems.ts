import { downloadAgain } from "./waysOut.js";
import {
  nameKind,
  type PropertyListDictionary,
  type PropertyListKind,
  type PropertyListValue,
} from "./propertyList.js";

/** A key that is read: what it must hold. `items` is for arrays; a required one may not be empty. */
interface KeyRule {
  path: string;
  kind: PropertyListKind;
  items?: PropertyListKind;
  isOptional?: boolean;
}

const rules: readonly KeyRule[] = [
  { path: "Name", kind: "a string" },
  { path: "UUID", kind: "a string" },
  { path: "TeamIdentifier", kind: "an array", items: "a string" },
  { path: "TeamName", kind: "a string" },
  { path: "CreationDate", kind: "a date" },
  { path: "ExpirationDate", kind: "a date" },
  { path: "Entitlements", kind: "a dict" },
  { path: "Entitlements.application-identifier", kind: "a string" },
  { path: "Entitlements.get-task-allow", kind: "a boolean", isOptional: true },
  { path: "DeveloperCertificates", kind: "an array", items: "data" },
  { path: "ProvisionedDevices", kind: "an array", items: "a string", isOptional: true },
  { path: "ProvisionsAllDevices", kind: "a boolean", isOptional: true },
  { path: "Platform", kind: "an array", items: "a string", isOptional: true },
];

/** The dictionary, when every key that is read holds what it must; or one sentence that names all that do not. */
export function findKeyProblems(
  root: PropertyListValue,
): { dictionary: PropertyListDictionary } | { problem: string } {
  if (!(root instanceof Map))
    return {
      problem: describeProblems([`it is a property list of ${nameKind(root)}, not of a dict`]),
    };
  const dictionary: PropertyListDictionary = root;
  const isAbsent = ({ path }: KeyRule) => findValue(dictionary, path) === undefined;
  const missing = rules.filter((rule) => rule.isOptional !== true && isAbsent(rule));
  const wrong = rules.flatMap((rule) => describeWrongKind(rule, findValue(dictionary, rule.path)));
  const problems = [
    ...(missing.length > 0 ? [`it lacks ${missing.map(({ path }) => path).join(", ")}`] : []),
    ...wrong,
    ...findPlatformProblems(dictionary.get("Platform")),
  ];
  return problems.length > 0 ? { problem: describeProblems(problems) } : { dictionary };
}

function describeProblems(problems: string[]): string {
  return `is no provisioning profile of an iOS app: ${problems.join("; ")}; ${downloadAgain}`;
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

function describeWrongKind(rule: KeyRule, value: PropertyListValue | undefined): string[] {
  if (value === undefined) return [];
  const { path, kind, items, isOptional } = rule;
  if (nameKind(value) !== kind) return [`${path} must be ${kind} and is ${nameKind(value)}`];
  if (typeof value === "string" && value.trim() === "") return [`${path} is an empty text`];
  if (!Array.isArray(value)) return [];
  const entries: readonly PropertyListValue[] = value;
  if (entries.length === 0 && isOptional !== true) return [`${path} is an empty array`];
  const index = entries.findIndex((item) => nameKind(item) !== items);
  const item = entries[index];
  return item === undefined
    ? []
    : [`${path}[${index}] must be ${items ?? ""} and is ${nameKind(item)}`];
}

/** A profile of a Mac app is built alike, and Apple names the platforms that a profile is for. */
function findPlatformProblems(platforms: PropertyListValue | undefined): string[] {
  if (!Array.isArray(platforms) || platforms.length === 0) return [];
  const names: readonly PropertyListValue[] = platforms;
  if (names.some((name) => typeof name === "string" && name.toLowerCase() === "ios")) return [];
  return [
    `its Platform is ${names
      .filter((name) => typeof name === "string")
      .join(", ")
      .slice(0, 60)}, not iOS`,
  ];
}
