export function pick<T, Name extends keyof T>(from: T, names: readonly Name[]): Pick<T, Name> {
  return Object.fromEntries(names.map((name) => [name, from[name]])) as Pick<T, Name>;
}

export function omit<T extends object, Name extends string>(from: T, ...names: readonly Name[]) {
  const others: readonly string[] = names;
  const kept = Object.entries(from).filter(([name]) => !others.includes(name));
  return Object.fromEntries(kept) as Omit<T, Name>;
}
