import { quoteValue } from "./problem.js";
import { nameProfile, payload, type ProfileFindings } from "./profileFindings.js";
import type { ProvisioningProfile, SigningCertificate } from "./provisioningProfile.js";

/** "After the certificate expires, you must sign the app again" (app-provisioning-profile-ios). */
export function assessCertificates(profile: ProvisioningProfile): Partial<ProfileFindings> {
  const endMs = Date.parse(profile.expirationDateTime);
  const describe = ({ name, serialNumber, expirationDateTime }: SigningCertificate) =>
    `${payload}: the signing certificate ${quoteValue(name)} (serial number ${serialNumber}) expires on ` +
    `${expirationDateTime}, before ${nameProfile(profile)}, which expires on ${profile.expirationDateTime}: ` +
    "an app signed with it stops then, and has to be signed again.";
  return {
    warnings: profile.signingCertificates
      .filter(({ expirationDateTime }) => Date.parse(expirationDateTime) < endMs)
      .map(describe),
  };
}
