// @ts-nocheck
const form =
  /^(?<year>\d{4})-(?<month>\d\d)-(?<day>\d\d)(?<time>T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/i;

/**
 * The instant that a text names, in milliseconds since the epoch: a date, which begins at midnight UTC, or a date with a
 * time and its offset, in ISO 8601. Undefined where it names none.
 */
export function readInstant(text: string): number | undefined {
  const groups = form.exec(text)?.groups;
  if (groups === undefined) return undefined;
  // `Date.parse` takes the 31st of every month.
  const lastDay = new Date(Date.UTC(Number(groups["year"]), Number(groups["month"]), 0));
  if (Number(groups["day"]) > lastDay.getUTCDate()) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}

/** Whether a text is a point in time: a date, a time and its offset, as Graph spells it. */
export function isInstant(text: string): boolean {
  return form.exec(text)?.groups?.["time"] !== undefined && readInstant(text) !== undefined;
}

/** A point in time in UTC to the second, as a profile has it, so that equal ones have equal texts. */
export function normalizeInstant(text: string): string {
  return isInstant(text) ? formatInstant(Date.parse(text)) : text;
}

/** ISO 8601 in UTC, to the second. */
export function formatInstant(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/\.\d+Z$/, "Z");
}
