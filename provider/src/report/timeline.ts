import { dayMs, readTime } from "./expiry.js";
import type { TenantReport } from "./tenantReport.js";

/** Places are percentages of the timeline's length. */
export interface Timeline {
  todayPlace: number;
  /** The end of `warnDays`. */
  warnPlace: number;
  /** As `Mar 2027`. */
  ticks: readonly { place: number; label: string }[];
  /** A date beyond an end is placed on that end. */
  placeOf: (dateTime: string) => { place: number; isBeyond: boolean };
}

/** A profile lives for a year; far dates must not squeeze the rest. */
const mostDays = { before: 200, after: 430 };
const fewestDays = 45;

export function layTimeline(report: TenantReport): Timeline {
  const nowMs = Date.parse(report.generatedDateTime);
  const times = report.configurations.flatMap((one) => readTime(one.endDateTime) ?? []);
  const reachMs = (sign: 1 | -1, most: number): number => {
    const farthest = times.reduce((far, ms) => Math.max(far, sign * (ms - nowMs)), 0);
    return Math.min(most, Math.max(fewestDays, (farthest / dayMs) * 1.05)) * dayMs;
  };
  const startMs = nowMs - reachMs(-1, mostDays.before);
  const endMs = nowMs + reachMs(1, mostDays.after);
  const place = (ms: number): number => {
    const percent = ((ms - startMs) / (endMs - startMs)) * 100;
    return Math.round(Math.min(100, Math.max(0, percent)) * 100) / 100;
  };
  return {
    todayPlace: place(nowMs),
    warnPlace: place(nowMs + report.warnDays * dayMs),
    ticks: listMonths(startMs, endMs).map((ms) => ({
      place: place(ms),
      label: monthLabel.format(ms),
    })),
    placeOf: (dateTime) => {
      const ms = Date.parse(dateTime);
      return { place: place(ms), isBeyond: ms < startMs || ms > endMs };
    },
  };
}

const monthLabel = new Intl.DateTimeFormat("en", {
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** Starts of months, at most about five. */
function listMonths(startMs: number, endMs: number): number[] {
  const start = new Date(startMs);
  const months = (endMs - startMs) / (30 * dayMs);
  const step = [1, 2, 3, 4, 6].find((count) => months / count <= 5) ?? 6;
  // Months since January 2000.
  const next = (start.getUTCFullYear() - 2000) * 12 + start.getUTCMonth() + 1;
  const first = Math.ceil(next / step) * step;
  const starts = Array.from({ length: 12 }, (_, index) => Date.UTC(2000, first + index * step));
  return starts.filter((ms) => ms < endMs);
}
