/** What varies, and its values. */
// @ts-nocheck

export type Factors = Readonly<Record<string, readonly unknown[]>>;

/** One value of each factor. */
export type Row<F extends Factors> = { [Name in keyof F]: F[Name][number] };

/** The place of a value: the names of the factor and the index among its values. */
type Choice = readonly [name: string, index: number];

/**
 * Rows in which every value of every factor meets every value of every other factor at least once. Most faults need no
 * more than two values to meet, and there are far fewer such rows than the product has.
 *
 * The rule, greedy and always with the same outcome: while a pair has not met, a row begins with the first such pair;
 * then each other factor, in order, takes the value that meets the most of those already in the row for the first time,
 * the first value where several do.
 */
export function choosePairwise<F extends Factors>(factors: F): Row<F>[] {
  const names = Object.keys(factors);
  const open = new Map(listPairs(factors).map((pair) => [keyOf(...pair), pair]));
  const rows: Row<F>[] = [];
  for (let first = firstOf(open); first !== undefined; first = firstOf(open)) {
    const row: Choice[] = [...first];
    for (const name of names) {
      if (row.some(([taken]) => taken === name)) continue;
      row.push(bestChoice(name, factors[name]?.length ?? 0, row, open));
    }
    for (const [index, one] of row.entries())
      for (const other of row.slice(index + 1)) open.delete(keyOf(one, other));
    rows.push(
      Object.fromEntries(row.map(([name, index]) => [name, factors[name]?.[index]])) as Row<F>,
    );
  }
  return rows;
}

/** Every two values of different factors. */
export function listPairs(factors: Factors): (readonly [Choice, Choice])[] {
  const names = Object.keys(factors);
  const choices = (name: string): Choice[] =>
    (factors[name] ?? []).map((_value, index) => [name, index] as const);
  return names.flatMap((name, at) =>
    names
      .slice(at + 1)
      .flatMap((other) =>
        choices(name).flatMap((one) => choices(other).map((two) => [one, two] as const)),
      ),
  );
}

/** The product: every value of every factor with every other. */
export function chooseAll<F extends Factors>(factors: F): Row<F>[] {
  return Object.entries(factors).reduce<object[]>(
    (rows, [name, values]) =>
      rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  ) as Row<F>[];
}

function bestChoice(
  name: string,
  count: number,
  row: readonly Choice[],
  open: ReadonlyMap<string, unknown>,
): Choice {
  const gains = Array.from(
    { length: count },
    (_, index) => row.filter((other) => open.has(keyOf([name, index], other))).length,
  );
  return [name, gains.indexOf(Math.max(...gains))];
}

function keyOf(one: Choice, other: Choice): string {
  return [one.join(" "), other.join(" ")].sort().join(" × ");
}

function firstOf<T>(map: ReadonlyMap<string, T>): T | undefined {
  return map.values().next().value;
}
