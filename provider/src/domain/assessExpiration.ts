import { isInstant } from "./instant.js";
import { quoteValue } from "./problem.js";
import {
  defaultWarningDays,
  nameProfile,
  payload,
  type ProfileExpectations,
  type ProfileFindings,
} from "./profileFindings.js";
import type { ProvisioningProfile } from "./provisioningProfile.js";
import { isUnknown } from "./unknown.js";

const dayMs = 24 * 60 * 60 * 1000;

export function assessExpiration(
  profile: ProvisioningProfile,
  { nowMs, allowExpired = false, warningDays = defaultWarningDays }: ProfileExpectations,
): Partial<ProfileFindings> {
  const { expirationDateTime } = profile;
  const leftMs = Date.parse(expirationDateTime) - nowMs;
  const renew = "renew it in Apple's developer portal and give the new file";
  if (leftMs > warningDays * dayMs) return {};
  if (leftMs > 0) {
    const when = `${expirationDateTime}, in ${countDays(leftMs)}`;
    return {
      warnings: [`${payload}: ${nameProfile(profile)} expires on ${when}; ${renew} before then.`],
    };
  }
  const expired = `${nameProfile(profile)} expired on ${expirationDateTime}, ${countDays(-leftMs)} ago: apps under it no longer start`;
  return allowExpired
    ? { warnings: [`${payload}: ${expired}; ${renew}.`] }
    : {
        problems: [
          { path: payload, reason: `${expired}; ${renew}, or set \`allowExpired: true\`` },
        ],
      };
}

/** Intune's portal takes the date from the file; by Graph it can be said to be another, and then the portal shows a wrong one. */
export function judgeDeclaredExpiration(
  { expirationDateTime: actual }: ProvisioningProfile,
  declared: unknown,
): Partial<ProfileFindings> {
  if (declared === undefined || declared === null || isUnknown(declared)) return {};
  const path = "expirationDateTime";
  if (typeof declared !== "string" || !isInstant(declared)) {
    const reason = `must be a time with its zone, such as ${actual}; it is ${quoteValue(declared)}`;
    return { problems: [{ path, reason }] };
  }
  if (Math.abs(Date.parse(declared) - Date.parse(actual)) <= 1000) return {};
  const reason = `contradicts the profile in ${payload}, which expires on ${actual}; it is ${quoteValue(declared)}: remove it, or give ${actual}`;
  return { problems: [{ path, reason }] };
}

function countDays(durationMs: number): string {
  const days = Math.floor(durationMs / dayMs);
  if (days === 0) return "less than a day";
  return days === 1 ? "1 day" : `${days} days`;
}
