import { isInstant } from "../domain/instant.js";
import { isGiven, quoteValue, type Problem } from "../domain/problem.js";
import type { DistributionKind, ProvisioningProfile } from "../domain/provisioningProfile.js";
import { isUnknown } from "../domain/unknown.js";

export interface ProfileExpectations {
  nowMs: number;
  /** ISO 8601 with a zone; absent where none is declared, and may not be known yet. */
  expirationDateTime?: unknown;
  /** Makes an expired profile a warning, as where one is kept for the record. */
  allowExpired?: boolean;
  /** How many days before a profile expires a warning is printed. */
  warningDays?: number;
}

export interface ProfileFindings {
  problems: Problem[];
  warnings: string[];
}

interface Finding {
  problem?: Problem;
  warning?: string;
}

const dayMs = 24 * 60 * 60 * 1000;

/** As early as Intune's own notice of a profile that nears its end (lob-apps-ios). */
const defaultWarningDays = 30;

export function findProfileProblems(
  profile: ProvisioningProfile,
  expectations: ProfileExpectations,
): ProfileFindings {
  const findings = [
    ...findDistributionProblems(profile),
    ...findExpirationProblems(profile, expectations),
    ...findContradictions(profile, expectations.expirationDateTime),
    ...findCertificateWarnings(profile),
  ];
  return {
    problems: findings.flatMap(({ problem }) => problem ?? []),
    warnings: findings.flatMap(({ warning }) => warning ?? []),
  };
}

/** Intune deploys apps of members of Apple's enterprise program (lob-apps-ios); of ad hoc profiles it says nothing. */
const unusable: Readonly<Partial<Record<DistributionKind, string>>> = {
  appStore:
    "is for apps in Apple's store, which re-signs them: no device runs an app of Intune under it",
  development: "is for apps under a debugger, on the devices of developers",
};

function findDistributionProblems(profile: ProvisioningProfile): Finding[] {
  const { distribution, deviceCount } = profile;
  const why = unusable[distribution];
  if (why !== undefined) {
    const advice = "give one of the kind In House, made in Apple's enterprise program";
    return problem(`${nameProfile(profile)} ${why}; ${advice}`);
  }
  if (distribution !== "adHoc") return [];
  const devices = deviceCount === 1 ? "the one device" : `the ${deviceCount} devices`;
  return warning(
    `${nameProfile(profile)} is for ad hoc distribution: only ${devices} listed in it can run the app, whoever it is assigned to`,
  );
}

function findExpirationProblems(
  profile: ProvisioningProfile,
  { nowMs, allowExpired = false, warningDays = defaultWarningDays }: ProfileExpectations,
): Finding[] {
  const { expirationDateTime } = profile;
  const leftMs = Date.parse(expirationDateTime) - nowMs;
  const named = nameProfile(profile);
  const renew = "renew it in Apple's developer portal and give the new file";
  if (leftMs > warningDays * dayMs) return [];
  if (leftMs > 0) {
    const when = `${expirationDateTime}, in ${countDays(leftMs)}`;
    return warning(`${named} expires on ${when}; ${renew} before then`);
  }
  const when = `${expirationDateTime}, ${countDays(-leftMs)} ago`;
  const expired = `${named} expired on ${when}: apps under it no longer start; ${renew}`;
  return allowExpired ? warning(expired) : problem(`${expired}, or set \`allowExpired: true\``);
}

/** Graph takes any date, and Intune's portal then shows a wrong one. */
function findContradictions(
  { expirationDateTime: actual }: ProvisioningProfile,
  declared: unknown,
): Finding[] {
  if (!isGiven(declared) || isUnknown(declared)) return [];
  const quoted = quoteValue(declared);
  const reason = isInstant(declared)
    ? `contradicts the profile in payload, which expires on ${actual}; it is ${quoted}: remove it, or give ${actual}`
    : `must be a time with its zone, such as ${actual}; it is ${quoted}`;
  const isSame = Math.abs(Date.parse(String(declared)) - Date.parse(actual)) <= 1000;
  return isInstant(declared) && isSame ? [] : problem(reason, "expirationDateTime");
}

/** "After the certificate expires, you must sign the app again" (app-provisioning-profile-ios). */
function findCertificateWarnings(profile: ProvisioningProfile): Finding[] {
  const { expirationDateTime, signingCertificates } = profile;
  return signingCertificates
    .filter((signing) => Date.parse(signing.expirationDateTime) < Date.parse(expirationDateTime))
    .flatMap((signing) =>
      warning(
        `the signing certificate ${quoteValue(signing.name)} (serial number ${signing.serialNumber}) expires on ` +
          `${signing.expirationDateTime}, before ${nameProfile(profile)}, which expires on ${expirationDateTime}: ` +
          "an app signed with it stops then, and has to be signed again",
      ),
    );
}

function problem(reason: string, path = "payload"): Finding[] {
  return [{ problem: { path, reason } }];
}

function warning(reason: string): Finding[] {
  return [{ warning: `payload: ${reason}.` }];
}

function nameProfile({ name, uuid }: ProvisioningProfile): string {
  return `the profile ${quoteValue(name)} (${uuid})`;
}

function countDays(durationMs: number): string {
  const days = Math.floor(durationMs / dayMs);
  if (days === 0) return "less than a day";
  return days === 1 ? "1 day" : `${days} days`;
}
