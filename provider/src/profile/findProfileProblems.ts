import { dayMs, isUnknown, readInstant } from "../domain/values.js";
import { isGiven, quoteValue, type Problem } from "../domain/problem.js";
import type {
  DistributionKind,
  ProvisioningProfile,
  SigningCertificate,
} from "../domain/provisioningProfile.js";

export interface ProfileExpectations {
  nowMs: number;
  /** ISO 8601 with a zone; may be absent or unknown. */
  expirationDateTime?: unknown;
  /** Makes an expired profile or certificate a warning. */
  allowExpired?: boolean;
  /** A warning is printed this many days before the profile expires; 30 by default. */
  warningDays?: number;
}

export interface ProfileFindings {
  problems: Problem[];
  warnings: string[];
}

/** A text is a warning. */
type Finding = Problem | string;

/** As early as Intune's own notice (lob-apps-ios). */
const defaultWarningDays = 30;

export function findProfileProblems(
  profile: ProvisioningProfile,
  expectations: ProfileExpectations,
): ProfileFindings {
  const findings = [
    findDistributionProblem(profile),
    findExpirationProblem(profile, expectations),
    findContradiction(profile, expectations.expirationDateTime),
    ...findCertificateProblems(profile, expectations),
  ].filter((one) => one !== undefined);
  const warnings = findings.filter((one) => typeof one === "string");
  return {
    problems: findings.filter((one) => typeof one !== "string"),
    warnings: warnings.map((reason) => `payload: ${reason}.`),
  };
}

/** For a profile that check has accepted. */
export function findProfileWarnings(
  profile: ProvisioningProfile,
  warningDays: number = defaultWarningDays,
): string[] {
  const expected = { nowMs: Date.now(), allowExpired: true, warningDays };
  return findProfileProblems(profile, expected).warnings;
}

/** Intune deploys apps of Apple's enterprise program (lob-apps-ios); its docs do not mention ad hoc profiles. */
const unusable: Readonly<Partial<Record<DistributionKind, string>>> = {
  appStore:
    "is for apps in Apple's store, which re-signs them: no device runs an app of Intune under it",
  development: "is for apps under a debugger, on the devices of developers",
};

function findDistributionProblem(profile: ProvisioningProfile): Finding | undefined {
  const { distribution, deviceCount } = profile;
  const why = unusable[distribution];
  const advice = "give one of the kind In House, made in Apple's enterprise program";
  if (why !== undefined) return problem(`${nameProfile(profile)} ${why}; ${advice}`);
  if (distribution !== "adHoc") return undefined;
  const devices = deviceCount === 1 ? "the one device" : `the ${deviceCount} devices`;
  return `${nameProfile(profile)} is for ad hoc distribution: only ${devices} listed in it can run the app, whoever it is assigned to`;
}

function findExpirationProblem(
  profile: ProvisioningProfile,
  { nowMs, allowExpired = false, warningDays = defaultWarningDays }: ProfileExpectations,
): Finding | undefined {
  const leftMs = endOf(profile) - nowMs;
  const renew = "renew it in Apple's developer portal and give the new file";
  if (leftMs > warningDays * dayMs) return undefined;
  const end = `${nameProfile(profile)} ${describeEnd(profile, nowMs)}`;
  if (leftMs > 0) return `${end}; ${renew} before then`;
  return refuseExpired(`${end}: apps under it no longer start; ${renew}`, allowExpired);
}

/** "After the certificate expires, you must sign the app again" (app-provisioning-profile-ios). */
function findCertificateProblems(
  profile: ProvisioningProfile,
  { nowMs, allowExpired = false }: ProfileExpectations,
): Finding[] {
  const certificates = profile.signingCertificates;
  const last = certificates.toSorted((one, other) => endOf(other) - endOf(one))[0];
  if (last === undefined) return [];
  const reason =
    `no signing certificate of ${nameProfile(profile)} is valid: the last to end, ${nameCertificate(last)}, ` +
    `${describeEnd(last, nowMs)}: apps signed with it no longer start; sign the app with a new ` +
    "certificate, and give a profile that holds it";
  if (endOf(last) <= nowMs) return [refuseExpired(reason, allowExpired)];
  return certificates
    .filter((signing) => endOf(signing) < endOf(profile))
    .map(
      (signing) =>
        `the signing certificate ${nameCertificate(signing)} ${describeEnd(signing, nowMs)}, before ` +
        `${nameProfile(profile)}, whose end is ${profile.expirationDateTime}: an app signed with it ` +
        `${endOf(signing) <= nowMs ? "no longer starts" : "stops then"}, and has to be signed again`,
    );
}

/** Graph accepts any date, and Intune's portal then shows a wrong one. */
function findContradiction(profile: ProvisioningProfile, declared: unknown): Finding | undefined {
  const actual = profile.expirationDateTime;
  const apartMs = Math.abs((readInstant(String(declared)) ?? Infinity) - endOf(profile));
  if (!isGiven(declared) || isUnknown(declared) || apartMs <= 1000) return undefined;
  const reason = `contradicts the profile in payload, whose end is ${actual}; it is ${quoteValue(declared)}: remove it, or give ${actual}`;
  return problem(reason, "expirationDateTime");
}

function problem(reason: string, path = "payload"): Problem {
  return { path, reason };
}

function refuseExpired(reason: string, isAllowed: boolean): Finding {
  return isAllowed ? reason : problem(`${reason}, or set \`allowExpired: true\``);
}

function nameProfile({ name, uuid }: ProvisioningProfile): string {
  return `the profile ${quoteValue(name)} (${uuid})`;
}

function nameCertificate({ name, serialNumber }: SigningCertificate): string {
  return `${quoteValue(name)} (serial number ${serialNumber})`;
}

type Ending = Pick<ProvisioningProfile, "expirationDateTime">;

function endOf({ expirationDateTime }: Ending): number {
  return Date.parse(expirationDateTime);
}

/** As `expires on …, in 3 days` or `expired on …, 3 days ago`. */
function describeEnd(one: Ending, nowMs: number): string {
  const leftMs = endOf(one) - nowMs;
  const days = Math.floor(Math.abs(leftMs) / dayMs);
  const time = days === 0 ? "less than a day" : days === 1 ? "1 day" : `${days} days`;
  return leftMs > 0
    ? `expires on ${one.expirationDateTime}, in ${time}`
    : `expired on ${one.expirationDateTime}, ${time} ago`;
}
