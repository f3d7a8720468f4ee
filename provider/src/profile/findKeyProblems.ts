import { findPlatformProblem } from "./findPlatformProblem.js";
import { downloadAgain, editAtApple } from "./waysOut.js";
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
  // Profiles of 2012 have none.
  { path: "TeamName", kind: "a string", isOptional: true },
  { path: "CreationDate", kind: "a date" },
  { path: "ExpirationDate", kind: "a date" },
  { path: "Entitlements", kind: "a dict" },
  { path: "Entitlements.application-identifier", kind: "a string" },
  { path: "Entitlements.get-task-allow", kind: "a boolean", isOptional: true },
  { path: "DeveloperCertificates", kind: "an array", items: "data", isOptional: true },
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
  const platformProblem = findPlatformProblem(dictionary);
  if (platformProblem !== undefined) return { problem: platformProblem };
  const isAbsent = ({ path }: KeyRule) => findValue(dictionary, path) === undefined;
  const missing = rules.filter((rule) => rule.isOptional !== true && isAbsent(rule));
  const wrong = rules.flatMap((rule) => describeWrongKind(rule, findValue(dictionary, rule.path)));
  const problems = [
    ...(missing.length > 0 ? [`it lacks ${missing.map(({ path }) => path).join(", ")}`] : []),
    ...wrong,
  ];
  if (problems.length > 0) return { problem: describeProblems(problems) };
  return hasCertificates(dictionary) ? { dictionary } : { problem: noCertificates };
}

/** The same file would come when it is downloaded again. */
const noCertificates = `is a profile without signing certificates, under which no app starts; choose a certificate: ${editAtApple}`;

function hasCertificates(dictionary: PropertyListDictionary): boolean {
  const certificates = dictionary.get("DeveloperCertificates");
  return Array.isArray(certificates) && certificates.length > 0;
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
  if (isOptional !== true && isEmpty(value)) return [`${path} is empty`];
  if (!Array.isArray(value)) return [];
  const entries: readonly PropertyListValue[] = value;
  const index = entries.findIndex((item) => nameKind(item) !== items);
  const item = entries[index];
  return item === undefined
    ? []
    : [`${path}[${index}] must be ${items ?? ""} and is ${nameKind(item)}`];
}

function isEmpty(value: PropertyListValue): boolean {
  if (typeof value === "string") return value.trim() === "";
  return Array.isArray(value) && value.length === 0;
}
