/** `inHouse`: for every device (ProvisionsAllDevices); `adHoc`: for listed ones; `development`: under a debugger. */
export type DistributionKind = "inHouse" | "adHoc" | "appStore" | "development";

/** May sign the app. */
export interface SigningCertificate {
  /** Common name of the subject, as in `iPhone Distribution: Contoso Ltd`. */
  name: string;
  /** Hexadecimal, upper case. */
  serialNumber: string;
  /** End of validity: ISO 8601, UTC. */
  expirationDateTime: string;
}

/** What a profile says. Times are ISO 8601 in UTC, to the second. */
export interface ProvisioningProfile {
  name: string;
  /** Apple's id of this issue; a renewed profile has another. */
  uuid: string;
  teamId: string;
  /** The team's id if there is no name, as in profiles of 2012. */
  teamName: string;
  /** With the prefix, as in `ABCDE12345.com.contoso.field`; a wildcard ends in `*`. */
  applicationIdentifier: string;
  creationDateTime: string;
  expirationDateTime: string;
  distribution: DistributionKind;
  /** 0 if it lists none. */
  deviceCount: number;
  /** A selection, such as `aps-environment` and app groups. */
  entitlements: Readonly<Record<string, string | boolean | readonly string[]>>;
  signingCertificates: readonly SigningCertificate[];
}
