import { readInstant } from "../domain/instant.js";
import type { ReportedConfiguration } from "./tenantReport.js";

export const dayMs = 24 * 60 * 60 * 1000;

/** What the end of a profile means at a time. */
export type Expiry = Pick<ReportedConfiguration, "daysLeft" | "state">;

/** Dates before the iPhone are no dates: Graph spells an empty one as the year 1. */
const earliestMs = Date.UTC(2007, 0);

/** Graph's text in milliseconds since the epoch; undefined where it is no time. */
export function readTime(text: string | null | undefined): number | undefined {
  const timeMs = readInstant(text ?? "");
  return timeMs !== undefined && timeMs >= earliestMs ? timeMs : undefined;
}

/** When apps stop, and why. */
export type End = Pick<
  ReportedConfiguration,
  "certificateExpirationDateTime" | "endDateTime" | "endsFirst"
>;

/**
 * Which certificate has signed the app nobody knows. One that has ended beside one that is valid is a former one; of those
 * that are valid the first to end counts, and where none is, the last that was.
 */
export function findEnd(
  expirationDateTime: string | undefined,
  {
    certificateEnds = [],
    nowMs,
  }: { certificateEnds?: readonly string[] | undefined; nowMs: number },
): End {
  const ends = certificateEnds.flatMap((text) => readTime(text) ?? []).sort((a, b) => a - b);
  const certificateMs = ends.find((ms) => ms > nowMs) ?? ends.at(-1);
  const profileMs = readTime(expirationDateTime);
  const isCertificate = (certificateMs ?? Infinity) < (profileMs ?? -Infinity);
  const endMs = isCertificate ? certificateMs : profileMs;
  return {
    certificateExpirationDateTime: formatTime(certificateMs),
    endDateTime: formatTime(endMs),
    endsFirst: endMs === undefined ? null : isCertificate ? "certificate" : "profile",
  };
}

export function formatTime(ms: number | undefined): string | null {
  return ms === undefined ? null : new Date(ms).toISOString();
}

/** At the very millisecond of its end a profile is expired. */
export function findExpiry(
  endDateTime: string | null | undefined,
  { nowMs, warnDays }: { nowMs: number; warnDays: number },
): Expiry {
  const time = readTime(endDateTime);
  if (time === undefined) return { daysLeft: null, state: "unknown" };
  const leftMs = time - nowMs;
  // Adding zero turns -0, which JSON and tests would show, into 0.
  const daysLeft = Math.trunc(leftMs / dayMs) + 0;
  if (leftMs <= 0) return { daysLeft, state: "expired" };
  return { daysLeft, state: leftMs <= warnDays * dayMs ? "expiring" : "valid" };
}

/** As `in 12 days`, `3 days ago`, `today`. */
export function describeDaysLeft({ daysLeft, state }: Expiry): string {
  if (daysLeft === null) return "no date";
  if (daysLeft === 0) return state === "expired" ? "just expired" : "within a day";
  const days = Math.abs(daysLeft) === 1 ? "1 day" : `${Math.abs(daysLeft)} days`;
  return daysLeft < 0 ? `${days} ago` : `in ${days}`;
}
