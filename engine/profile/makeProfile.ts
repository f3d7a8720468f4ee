import { randomUUID } from "node:crypto";
import { issueCertificate, signContent } from "./signingAuthority.ts";
import { writePropertyList, type PlainValue } from "./writePropertyList.ts";

const dayMs = 24 * 60 * 60 * 1000;

/** A certificate that a made profile allows to sign the app. */
export interface CertificateOptions {
  /** Common name; `iPhone Distribution: <team>` when absent. */
  name?: string;
  /** End of its validity; three years from now when absent. */
  expires?: Date;
}

/** What a made profile says. What is absent is as in an in-house profile of a made-up team, good for a year from now. */
export interface ProfileOptions {
  name?: string;
  uuid?: string;
  teamId?: string;
  teamName?: string;
  /** Without the team's prefix, as in `com.contoso.field`; a wildcard ends in `*`. */
  bundleId?: string;
  created?: Date;
  expires?: Date;
  kind?: "inHouse" | "adHoc" | "appStore" | "development";
  /** UDIDs; of the kinds adHoc and development only, which list two when absent. */
  devices?: string[];
  certificates?: CertificateOptions[];
  /** End of the certificate that stands between the signer's and Apple's root; without it, there is none in between. */
  intermediateExpires?: Date;
  /** Further entitlements, or others in place of the usual ones. */
  entitlements?: Record<string, PlainValue>;
  /** Further keys of the property list, or others in place of the usual ones; undefined takes a key out. */
  keys?: Record<string, PlainValue | undefined>;
}

/** Makes a provisioning profile, signed by an authority that is made on the spot and known to nobody. */
export function makeProfile(options: ProfileOptions = {}): Uint8Array {
  return signContent(makeProfileXml(options), options.intermediateExpires);
}

/** The property list of a provisioning profile, as XML. */
export function makeProfileXml(options: ProfileOptions = {}): string {
  return writePropertyList({ ...describeContent(options), ...options.keys });
}

function describeContent(options: ProfileOptions): Record<string, PlainValue> {
  const { teamId = "ABCDE12345", teamName = "Contoso Ltd", name = "Contoso Field" } = options;
  const created = options.created ?? new Date();
  const expires = options.expires ?? new Date(Date.now() + 365 * dayMs);
  const lifeMs = expires.getTime() - created.getTime();
  return {
    AppIDName: name,
    ApplicationIdentifierPrefix: [teamId],
    CreationDate: created,
    Platform: ["iOS", "xrOS", "visionOS"],
    IsXcodeManaged: false,
    DeveloperCertificates: (options.certificates ?? [{}]).map((certificate) =>
      issueCertificate({
        name: certificate.name ?? `iPhone Distribution: ${teamName}`,
        expires: certificate.expires ?? new Date(Date.now() + 3 * 365 * dayMs),
      }),
    ),
    Entitlements: describeEntitlements(options, teamId),
    ExpirationDate: expires,
    Name: name,
    ...describeDevices(options),
    TeamIdentifier: [teamId],
    TeamName: teamName,
    TimeToLive: Math.max(0, Math.round(lifeMs / dayMs)),
    UUID: options.uuid ?? randomUUID(),
    Version: 1,
  };
}

function describeEntitlements(
  { kind = "inHouse", bundleId = "com.contoso.field", entitlements }: ProfileOptions,
  teamId: string,
): Record<string, PlainValue> {
  return {
    "application-identifier": `${teamId}.${bundleId}`,
    "keychain-access-groups": [`${teamId}.*`],
    "get-task-allow": kind === "development",
    "com.apple.developer.team-identifier": teamId,
    ...entitlements,
  };
}

function describeDevices({
  kind = "inHouse",
  devices,
}: ProfileOptions): Record<string, PlainValue> {
  if (kind === "inHouse") return { ProvisionsAllDevices: true };
  if (kind === "appStore") return {};
  return {
    ProvisionedDevices: devices ?? ["00008030-000000000000001E", "00008030-000000000000002E"],
  };
}
