/** How often each thing happened in many lives: what never happens proves nothing. */
export class Counts {
  readonly #counts = new Map<string, number>();

  add(...names: readonly string[]): void {
    for (const name of names) this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** One line for each kind, which is the first word of a name. */
  toString(): string {
    const kinds = Map.groupBy(this.#counts, ([name]) => name.split(" ")[0] ?? "");
    return [...kinds].map(([kind, counts]) => `${kind}: ${describe(kind, counts)}`).join("\n");
  }
}

function describe(kind: string, counts: readonly [string, number][]): string {
  const sorted = counts.toSorted(([, one], [, other]) => other - one);
  return sorted
    .map(([name, count]) => `${name.slice(kind.length + 1) || "all"} ${count}`)
    .join(", ");
}
