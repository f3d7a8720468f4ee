/** `inHouse`: to every device (ProvisionsAllDevices); `adHoc`: to listed ones; `development`: to those under a debugger. */
export type DistributionKind = "inHouse" | "adHoc" | "appStore" | "development";

/** A certificate that a profile allows to sign the app. */
export interface SigningCertificate {
  /** Common name of the subject, as in `iPhone Distribution: Contoso Ltd`. */
  name: string;
  /** Hexadecimal, upper case. */
  serialNumber: string;
  /** End of validity: ISO 8601, UTC. */
  expirationDateTime: string;
}

/** What a provisioning profile says of itself. Times are ISO 8601 in UTC, to the second. */
export interface ProvisioningProfile {
  name: string;
  /** Apple's identifier of this issue of the profile; a renewed profile has another. */
  uuid: string;
  teamId: string;
  /** The id where the profile has no name, as those of 2012. */
  teamName: string;
  /** With the prefix, as in `ABCDE12345.com.contoso.field`; a wildcard ends in `*`. */
  applicationIdentifier: string;
  creationDateTime: string;
  expirationDateTime: string;
  distribution: DistributionKind;
  /** Devices listed in the profile; 0 where it lists none. */
  deviceCount: number;
  /** Those that an administrator looks for, such as `aps-environment` and app groups. */
  entitlements: Readonly<Record<string, string | boolean | readonly string[]>>;
  signingCertificates: readonly SigningCertificate[];
}
