const form = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/i;

/** Milliseconds since the epoch of an ISO 8601 date (midnight UTC), or date with time and offset. */
export function readInstant(text: string): number | undefined {
  const instant = form.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(instant)) return undefined;
  // `Date.parse` reads February 31 as a day of March.
  const day = text.slice(0, 10);
  return new Date(day).toISOString().startsWith(day) ? instant : undefined;
}

/** A date with time and offset, as Graph spells it. */
export function isInstant(value: unknown): boolean {
  return typeof value === "string" && /t/i.test(value) && readInstant(value) !== undefined;
}

/** UTC to the second, as in a profile, so that equal instants have equal texts. */
export function normalizeInstant(text: string): string {
  return isInstant(text) ? formatInstant(Date.parse(text)) : text;
}

export function formatInstant(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/\.\d+Z$/, "Z");
}
