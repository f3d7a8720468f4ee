import type {
  DistributionKind,
  ProvisioningProfile,
  SigningCertificate,
} from "../domain/provisioningProfile.js";
import { findKeyProblems } from "./findKeyProblems.js";
import { formatInstant } from "../domain/instant.js";
import type { PropertyListDictionary, PropertyListValue } from "./propertyList.js";
import { readCertificate } from "./readCertificate.js";
import { downloadAgain } from "./waysOut.js";

/** What a profile's property list says, or all that is wrong with its keys at once. */
export function describeProfile(
  root: PropertyListValue,
): { profile: ProvisioningProfile } | { problem: string } {
  const found = findKeyProblems(root);
  if ("problem" in found) return found;
  const { dictionary } = found;
  const certificates = (dictionary.get("DeveloperCertificates") as readonly Uint8Array[]).map(
    readCertificate,
  );
  const unreadable = certificates.flatMap((certificate, index) =>
    certificate === undefined ? [`DeveloperCertificates[${index}]`] : [],
  );
  if (unreadable.length > 0) {
    const [first, ...others] = unreadable;
    const which = others.length === 0 ? first : `${first ?? ""} and ${others.length} more`;
    return { problem: `has a certificate that cannot be read, ${which ?? ""}; ${downloadAgain}` };
  }
  return {
    profile: composeProfile(
      dictionary,
      certificates.filter((certificate) => certificate !== undefined),
    ),
  };
}

function composeProfile(
  dictionary: PropertyListDictionary,
  signingCertificates: SigningCertificate[],
): ProvisioningProfile {
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
    distribution: decideDistribution(dictionary),
    deviceCount: devices?.length ?? 0,
    entitlements: pickEntitlements(entitlements),
    signingCertificates,
  };
}

/**
 * By Apple's TN3125: profiles for its store list no devices, in-house ones provision all, others list theirs.
 * `get-task-allow`, which admits a debugger, distinguishes those of developers from ad hoc ones.
 */
function decideDistribution(dictionary: PropertyListDictionary): DistributionKind {
  const entitlements = dictionary.get("Entitlements") as PropertyListDictionary;
  if (dictionary.get("ProvisionsAllDevices") === true) return "inHouse";
  if (!dictionary.has("ProvisionedDevices")) return "appStore";
  return entitlements.get("get-task-allow") === true ? "development" : "adHoc";
}

/** Entitlements that are a text, a switch or a list of texts: all but a few that no app outside of Apple has. */
function pickEntitlements(
  entitlements: PropertyListDictionary,
): ProvisioningProfile["entitlements"] {
  const picked = new Map<string, string | boolean | readonly string[]>();
  for (const [name, value] of entitlements) {
    if (typeof value === "string" || typeof value === "boolean" || isTexts(value))
      picked.set(name, value);
  }
  return Object.fromEntries(picked);
}

function isTexts(value: PropertyListValue): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}
