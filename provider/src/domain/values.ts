/** In previews (`rpc.unknownValue` in `@pulumi/pulumi`). */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}

export function containsUnknown(entry: unknown): boolean {
  return isUnknown(entry) || Object.values(entry as object).some(isUnknown);
}

const guidForm = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export const zeroGuid = "00000000-0000-0000-0000-000000000000";

export function isGuid(value: unknown): boolean {
  return typeof value === "string" && guidForm.test(value);
}

/** Graph's case varies. */
export function normalizeGuid(text: string): string {
  return isGuid(text) ? text.toLowerCase() : text;
}

const instantForm = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?$/i;

/** Milliseconds since the epoch; a date alone is midnight UTC. */
export function readInstant(text: string): number | undefined {
  const instant = instantForm.test(text) ? Date.parse(text) : NaN;
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

/** As `1 device`. */
export function countWords(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

export const dayMs = 24 * 60 * 60 * 1000;

/** As `sort` by default. A locale's order depends on the machine. */
export function compareCodeUnits(a: string, b: string): number {
  return Number(a > b) - Number(a < b);
}

export function countEach(names: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
}

export function pick<T, Name extends keyof T>(from: T, names: readonly Name[]): Pick<T, Name> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, Name>;
}

export function omit<T extends object, Name extends string>(from: T, ...names: readonly Name[]) {
  const others: readonly string[] = names;
  return pickBy(from, (_value, name) => !others.includes(name)) as Omit<T, Name>;
}

export function pickBy<T extends object>(
  from: T,
  isMeant: (value: unknown, name: string) => boolean,
): Partial<T> {
  const kept = Object.entries(from).filter(([name, value]) => isMeant(value, name));
  return Object.fromEntries(kept) as Partial<T>;
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

export type Values = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Empty where it is something else. */
export function toRecord(value: unknown): Values {
  return isRecord(value) ? value : {};
}

export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => compareCodeUnits(a, b));
  return Object.fromEntries(entries.map(([key, nested]) => [key, sortKeys(nested)]));
}
