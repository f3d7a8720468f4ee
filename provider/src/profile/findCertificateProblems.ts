import { quoteValue } from "../domain/problem.js";
import type { ProvisioningProfile, SigningCertificate } from "../domain/provisioningProfile.js";
import { nameProfile, problem, tellEnd, warning, type Finding } from "./findings.js";

interface CertificateExpectations {
  nowMs: number;
  allowExpired?: boolean;
}

/** "After the certificate expires, you must sign the app again" (app-provisioning-profile-ios). */
export function findCertificateProblems(
  profile: ProvisioningProfile,
  { nowMs, allowExpired = false }: CertificateExpectations,
): Finding[] {
  const last = profile.signingCertificates.toSorted((one, other) => endOf(other) - endOf(one))[0];
  if (last === undefined) return [];
  if (endOf(last) > nowMs) return warnOfEarlyEnds(profile, nowMs);
  const expired =
    `no signing certificate of ${nameProfile(profile)} is valid: the last to end, ${nameCertificate(last)}, ` +
    `${tellEnd(last.expirationDateTime, nowMs)}: apps signed with it no longer start; sign the app with a new ` +
    "certificate, and give a profile that holds it";
  return allowExpired ? warning(expired) : problem(`${expired}, or set \`allowExpired: true\``);
}

function warnOfEarlyEnds(profile: ProvisioningProfile, nowMs: number): Finding[] {
  const isPast = (signing: SigningCertificate) => endOf(signing) <= nowMs;
  return profile.signingCertificates
    .filter((signing) => endOf(signing) < endOf(profile))
    .flatMap((signing) =>
      warning(
        `the signing certificate ${nameCertificate(signing)} ${tellEnd(signing.expirationDateTime, nowMs)}, before ` +
          `${nameProfile(profile)}, whose end is ${profile.expirationDateTime}: an app signed with it ` +
          `${isPast(signing) ? "no longer starts" : "stops then"}, and has to be signed again`,
      ),
    );
}

function nameCertificate({ name, serialNumber }: SigningCertificate): string {
  return `${quoteValue(name)} (serial number ${serialNumber})`;
}

function endOf({ expirationDateTime }: { expirationDateTime: string }): number {
  return Date.parse(expirationDateTime);
}
