import { dayMs, readTime } from "./expiry.js";
import type { TenantReport } from "./tenantReport.js";

/** A stretch of time with months marked on it. Places are percentages of its length. */
export interface Timeline {
  todayPlace: number;
  /** Where the time of warning ends. */
  warnPlace: number;
  ticks: readonly TimelineTick[];
  /** Where a date stands; one beyond an end stands on it, and `isBeyond` says so. */
  placeOf: (dateTime: string) => { place: number; isBeyond: boolean };
}

export interface TimelineTick {
  place: number;
  /** As `Mar 2027`. */
  label: string;
}

/** A profile lives for a year; what expired or will expire far from today must not squeeze the rest. */
const mostDaysBefore = 200;
const mostDaysAfter = 430;
const fewestDays = 45;

/** Lays a timeline around today that shows every date which is not far off. */
export function layTimeline(report: TenantReport): Timeline {
  const nowMs = Date.parse(report.generatedDateTime);
  const times = report.configurations.flatMap((one) => readTime(one.endDateTime) ?? []);
  const clampDays = (ms: number, most: number): number =>
    Math.min(most, Math.max(fewestDays, (ms / dayMs) * 1.05));
  const startMs = nowMs - clampDays(nowMs - minimum(times, nowMs), mostDaysBefore) * dayMs;
  const endMs = nowMs + clampDays(maximum(times, nowMs) - nowMs, mostDaysAfter) * dayMs;
  const place = (ms: number): number => {
    const percent = ((ms - startMs) / (endMs - startMs)) * 100;
    return Math.round(Math.min(100, Math.max(0, percent)) * 100) / 100;
  };
  return {
    todayPlace: place(nowMs),
    warnPlace: place(nowMs + report.warnDays * dayMs),
    ticks: listTicks(startMs, endMs).map(({ ms, label }) => ({ place: place(ms), label })),
    placeOf: (dateTime) => {
      const ms = Date.parse(dateTime);
      return { place: place(ms), isBeyond: ms < startMs || ms > endMs };
    },
  };
}

/** Spreading a thousand dates over Math.min's parameters would do, a hundred thousand would not. */
function minimum(times: readonly number[], first: number): number {
  return times.reduce((least, time) => Math.min(least, time), first);
}

function maximum(times: readonly number[], first: number): number {
  return times.reduce((most, time) => Math.max(most, time), first);
}

const monthLabel = new Intl.DateTimeFormat("en", {
  month: "short",
  year: "numeric",
  timeZone: "UTC",
});

/** Starts of months, at most about five. */
function listTicks(startMs: number, endMs: number): { ms: number; label: string }[] {
  const start = new Date(startMs);
  const months = (endMs - startMs) / (30 * dayMs);
  const step = [1, 2, 3, 4, 6].find((count) => months / count <= 5) ?? 6;
  const first = Math.ceil((start.getUTCFullYear() * 12 + start.getUTCMonth() + 1) / step) * step;
  const ticks: { ms: number; label: string }[] = [];
  for (let month = first; ; month += step) {
    const ms = Date.UTC(Math.floor(month / 12), month % 12);
    if (ms >= endMs) return ticks;
    ticks.push({ ms, label: monthLabel.format(ms) });
  }
}
