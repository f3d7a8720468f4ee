const form = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/i;

/** Milliseconds since the epoch; a date alone is midnight UTC. */
export function readInstant(text: string): number | undefined {
  const instant = form.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(instant)) return undefined;
  // `Date.parse` reads February 31 as in March.
  const day = text.slice(0, 10);
  return new Date(day).toISOString().startsWith(day) ? instant : undefined;
}

/** With time and offset. */
export function isInstant(value: unknown): boolean {
  return typeof value === "string" && /t/i.test(value) && readInstant(value) !== undefined;
}

/** Equal instants get equal texts. */
export function normalizeInstant(text: string): string {
  return isInstant(text) ? formatInstant(Date.parse(text)) : text;
}

export function formatInstant(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/\.\d+Z$/, "Z");
}
