import { readInstant } from "../domain/values.js";
import type { ReportedConfiguration } from "./tenantReport.js";

export const dayMs = 24 * 60 * 60 * 1000;

export type Expiry = Pick<ReportedConfiguration, "daysLeft" | "state">;

/** Graph writes an empty date as the year 1. No real one is older than the iPhone. */
const earliestMs = Date.UTC(2007, 0);

/** Milliseconds since the epoch; undefined if there is no date. */
export function readTime(text: string | null | undefined): number | undefined {
  const timeMs = readInstant(text ?? "");
  return timeMs !== undefined && timeMs >= earliestMs ? timeMs : undefined;
}

export type End = Pick<
  ReportedConfiguration,
  "certificateExpirationDateTime" | "endDateTime" | "endsFirst"
>;

/**
 * Nobody knows which certificate signed the app. Takes the valid one that ends first or, if none is valid, the one that
 * ended last.
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

export function findExpiry(
  endDateTime: string | null | undefined,
  { nowMs, warnDays }: { nowMs: number; warnDays: number },
): Expiry {
  const time = readTime(endDateTime);
  if (time === undefined) return { daysLeft: null, state: "unknown" };
  const leftMs = time - nowMs;
  // `+ 0` turns -0 into 0.
  const daysLeft = Math.trunc(leftMs / dayMs) + 0;
  if (leftMs <= 0) return { daysLeft, state: "expired" };
  return { daysLeft, state: leftMs <= warnDays * dayMs ? "expiring" : "valid" };
}

/** As `in 12 days` or `3 days ago`. */
export function describeDaysLeft({ daysLeft, state }: Expiry): string {
  if (daysLeft === null) return "no date";
  if (daysLeft === 0) return state === "expired" ? "just expired" : "within a day";
  const days = Math.abs(daysLeft) === 1 ? "1 day" : `${Math.abs(daysLeft)} days`;
  return daysLeft < 0 ? `${days} ago` : `in ${days}`;
}
