import type { DistributionKind, ProvisioningProfile } from "../domain/provisioningProfile.js";
import { formatInstant } from "../domain/values.js";
import { readCertificate } from "./asn1.js";
import type { PropertyListDictionary, PropertyListValue } from "./propertyList.js";
import { downloadAgain, editAtApple, giveOneForIos, UnreadableError } from "./unreadable.js";

const isText = (value: unknown): value is string => typeof value === "string";
const areTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(isText);

/** The test of each kind, by its name in messages. */
const kinds = {
  "a string": isText,
  "a boolean": (value: unknown): value is boolean => typeof value === "boolean",
  "a date": (value: unknown): value is Date => value instanceof Date,
  "a dict": (value: unknown): value is PropertyListDictionary => value instanceof Map,
  "an array of strings": areTexts,
  "an array of data": (value: unknown): value is readonly Uint8Array[] =>
    Array.isArray(value) && value.every((item) => item instanceof Uint8Array),
};

/** Must not be empty. */
const required = {
  Name: "a string",
  UUID: "a string",
  TeamIdentifier: "an array of strings",
  CreationDate: "a date",
  ExpirationDate: "a date",
  Entitlements: "a dict",
  "Entitlements.application-identifier": "a string",
} as const;

const optional = {
  // Profiles of 2012 have none.
  TeamName: "a string",
  "Entitlements.get-task-allow": "a boolean",
  DeveloperCertificates: "an array of data",
  ProvisionedDevices: "an array of strings",
  ProvisionsAllDevices: "a boolean",
} as const;

type Test<Value> = (value: unknown) => value is Value;

type ValuesOf<Rules extends Readonly<Record<string, keyof typeof kinds>>> = {
  [Path in keyof Rules]: (typeof kinds)[Rules[Path]] extends Test<infer Value> ? Value : never;
};

type ProfileKeys = ValuesOf<typeof required> & Partial<ValuesOf<typeof optional>>;

/** @throws {UnreadableError} that names all wrong keys at once. */
export function describeProfile(root: PropertyListValue): ProvisioningProfile {
  const keys = checkKeys(root);
  const { TeamIdentifier, TeamName = "", ProvisionedDevices, DeveloperCertificates = [] } = keys;
  const [teamId = ""] = TeamIdentifier;
  if (DeveloperCertificates.length === 0)
    throw new UnreadableError(
      `is a profile without signing certificates, under which no app starts; choose a certificate: ${editAtApple}`,
    );
  return {
    name: keys.Name,
    uuid: keys.UUID,
    teamId,
    teamName: TeamName.trim() === "" ? teamId : TeamName,
    applicationIdentifier: keys["Entitlements.application-identifier"],
    creationDateTime: formatInstant(keys.CreationDate.getTime()),
    expirationDateTime: formatInstant(keys.ExpirationDate.getTime()),
    distribution: decideDistribution(keys),
    deviceCount: ProvisionedDevices?.length ?? 0,
    entitlements: Object.fromEntries([...keys.Entitlements].filter(isPlain)),
    signingCertificates: DeveloperCertificates.map((der, index) => {
      const certificate = readCertificate(der);
      if (certificate !== undefined) return certificate;
      const which = `DeveloperCertificates[${index}]`;
      throw new UnreadableError(
        `has a certificate that cannot be read, ${which}; ${downloadAgain}`,
      );
    }),
  };
}

/**
 * Apple's TN3125: App Store profiles list no devices, in-house ones provision all, others list theirs. `get-task-allow`,
 * which admits a debugger, distinguishes development from ad hoc.
 */
function decideDistribution(keys: ProfileKeys): DistributionKind {
  if (keys.ProvisionsAllDevices === true) return "inHouse";
  if (keys.ProvisionedDevices === undefined) return "appStore";
  return keys["Entitlements.get-task-allow"] === true ? "development" : "adHoc";
}

/** Other kinds occur in a few entitlements of Apple's own apps only. */
function isPlain(
  entry: [string, PropertyListValue],
): entry is [string, string | boolean | readonly string[]] {
  return isText(entry[1]) || areTexts(entry[1]) || typeof entry[1] === "boolean";
}

function checkKeys(root: PropertyListValue): ProfileKeys {
  requireIos(findValue(root, "Platform"));
  const found = Object.entries({ ...required, ...optional }).map(
    ([path, kind]) => [path, kind, findValue(root, path)] as const,
  );
  const problems = found.flatMap(([path, kind, value]) => {
    if (value === undefined) return path in required ? `${path} is missing` : [];
    if (!kinds[kind](value)) return `${path} must be ${kind}`;
    return path in required && isEmpty(value) ? `${path} is empty` : [];
  });
  if (problems.length > 0)
    throw new UnreadableError(
      `is no provisioning profile of an iOS app: ${problems.join("; ")}; ${downloadAgain}`,
    );
  const keys: unknown = Object.fromEntries(found.map(([path, , value]) => [path, value]));
  return keys as ProfileKeys;
}

/** Profiles for other platforms have the same structure, but other keys. Old ones for iOS name no platform. */
function requireIos(platforms: PropertyListValue | undefined): void {
  const names = Array.isArray(platforms) ? platforms.map(String) : [];
  if (names.length === 0 || names.some((name) => name.toLowerCase() === "ios")) return;
  const shown = names.join(", ").slice(0, 60);
  throw new UnreadableError(`is a provisioning profile for ${shown}; ${giveOneForIos}`);
}

/** `path` is `key` or `dict.key`: no key of a rule has a dot of its own. */
function findValue(root: PropertyListValue, path: string): PropertyListValue | undefined {
  const step = (from: PropertyListValue | undefined, key: string) =>
    from instanceof Map ? from.get(key) : undefined;
  return path.split(".").reduce(step, root);
}

function isEmpty(value: PropertyListValue): boolean {
  const text = areTexts(value) ? value.join("") : value;
  return isText(text) && text.trim() === "";
}
