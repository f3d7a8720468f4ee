export function pick<T, Name extends keyof T>(from: T, names: readonly Name[]): Pick<T, Name> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, Name>;
}

export function omit<T extends object, Name extends string>(from: T, ...names: readonly Name[]) {
  const others: readonly string[] = names;
  const kept = Object.entries(from).filter(([name]) => !others.includes(name));
  return Object.fromEntries(kept) as Omit<T, Name>;
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

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, nested]) => [key, sortKeys(nested)]));
}
