import type { DistributionKind, ProvisioningProfile } from "../domain/provisioningProfile.js";
import { formatInstant } from "../domain/values.js";
import { checkKeys } from "./checkKeys.js";
import type { PropertyListDictionary, PropertyListValue } from "./propertyList.js";
import { readCertificate } from "./readCertificate.js";
import { downloadAgain, UnreadableError } from "./unreadable.js";

/** @throws {UnreadableError} that names all wrong keys at once. */
export function describeProfile(root: PropertyListValue): ProvisioningProfile {
  const dictionary = checkKeys(root);
  const entitlements = dictionary.get("Entitlements") as PropertyListDictionary;
  const textOf = (key: string) => dictionary.get(key) as string;
  const timeOf = (key: string) => formatInstant((dictionary.get(key) as Date).getTime());
  const devices = dictionary.get("ProvisionedDevices") as readonly string[] | undefined;
  const teamId = (dictionary.get("TeamIdentifier") as readonly string[])[0] ?? "";
  const teamName = dictionary.get("TeamName") as string | undefined;
  return {
    name: textOf("Name"),
    uuid: textOf("UUID"),
    teamId,
    teamName: teamName === undefined || teamName.trim() === "" ? teamId : teamName,
    applicationIdentifier: entitlements.get("application-identifier") as string,
    creationDateTime: timeOf("CreationDate"),
    expirationDateTime: timeOf("ExpirationDate"),
    distribution: decideDistribution(dictionary, entitlements),
    deviceCount: devices?.length ?? 0,
    entitlements: Object.fromEntries([...entitlements].filter(isPlain)),
    signingCertificates: readCertificates(
      dictionary.get("DeveloperCertificates") as readonly Uint8Array[],
    ),
  };
}

/**
 * Apple's TN3125: App Store profiles list no devices, in-house ones provision all, others list theirs. `get-task-allow`,
 * which admits a debugger, distinguishes development from ad hoc.
 */
function decideDistribution(
  dictionary: PropertyListDictionary,
  entitlements: PropertyListDictionary,
): DistributionKind {
  if (dictionary.get("ProvisionsAllDevices") === true) return "inHouse";
  if (!dictionary.has("ProvisionedDevices")) return "appStore";
  return entitlements.get("get-task-allow") === true ? "development" : "adHoc";
}

/** Other kinds occur in a few entitlements of Apple's own apps only. */
function isPlain(
  entry: [string, PropertyListValue],
): entry is [string, string | boolean | readonly string[]] {
  const isText = (value: unknown) => typeof value === "string";
  const [, value] = entry;
  return (
    isText(value) || typeof value === "boolean" || (Array.isArray(value) && value.every(isText))
  );
}

function readCertificates(all: readonly Uint8Array[]): ProvisioningProfile["signingCertificates"] {
  const read = all.map(readCertificate);
  const certificates = read.filter((one) => one !== undefined);
  const others = read.length - certificates.length - 1;
  if (others < 0) return certificates;
  const which = `DeveloperCertificates[${read.indexOf(undefined)}]${others > 0 ? ` and ${others} more` : ""}`;
  throw new UnreadableError(`has a certificate that cannot be read, ${which}; ${downloadAgain}`);
}
