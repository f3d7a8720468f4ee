import { quoteValue, type Problem } from "../domain/problem.js";
import type { ProvisioningProfile } from "../domain/provisioningProfile.js";

export interface Finding {
  problem?: Problem;
  warning?: string;
}

export function problem(reason: string, path = "payload"): Finding[] {
  return [{ problem: { path, reason } }];
}

export function warning(reason: string): Finding[] {
  return [{ warning: `payload: ${reason}.` }];
}

export function nameProfile({ name, uuid }: ProvisioningProfile): string {
  return `the profile ${quoteValue(name)} (${uuid})`;
}

export const dayMs = 24 * 60 * 60 * 1000;

/** As in `expires on …, in 3 days` or `expired on …, 3 days ago`. */
export function tellEnd(expirationDateTime: string, nowMs: number): string {
  const leftMs = Date.parse(expirationDateTime) - nowMs;
  return leftMs > 0
    ? `expires on ${expirationDateTime}, in ${countDays(leftMs)}`
    : `expired on ${expirationDateTime}, ${countDays(-leftMs)} ago`;
}

function countDays(durationMs: number): string {
  const days = Math.floor(durationMs / dayMs);
  if (days === 0) return "less than a day";
  return days === 1 ? "1 day" : `${days} days`;
}
