import { entryKey, type Entry } from "./entry.js";
import { sortKeys } from "./properties.js";

export type Change = "ADD" | "DELETE" | "UPDATE";

/** What changes, by the path of the property, as `assignments[2]`: indexes of what goes count in the former list. */
export type Changes = ReadonlyMap<string, Change>;

type Values = Readonly<Record<string, unknown>>;

/** What the new inputs change of a state. Null and false count as not there. */
export function findChanges(former: Values, news: Values, names: readonly string[]): Changes {
  return new Map(
    names.flatMap((name): [string, Change][] => {
      const [before, after] = [former[name], news[name]].map((value) =>
        value === false ? undefined : (value ?? undefined),
      );
      if (textOf(before) === textOf(after)) return [];
      if (before === undefined) return [[name, "ADD"]];
      if (after === undefined) return [[name, "DELETE"]];
      return isSet(before) && isSet(after)
        ? findEntryChanges(name, before, after)
        : [[name, "UPDATE"]];
    }),
  );
}

function textOf(value: unknown): string {
  return value === undefined ? "" : JSON.stringify(sortKeys(value));
}

function isSet(value: unknown): value is Entry[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === "object");
}

/** An entry that goes and one that comes may share an index: the two are then shown as one update. */
function findEntryChanges(name: string, before: readonly Entry[], after: readonly Entry[]) {
  const [gone, come] = [findIndexes(before, after), findIndexes(after, before)];
  return [...gone, ...come.filter((index) => !gone.includes(index))].map(
    (index): [string, Change] => {
      const change = !come.includes(index) ? "DELETE" : gone.includes(index) ? "UPDATE" : "ADD";
      return [`${name}[${index}]`, change];
    },
  );
}

/** Where in a list the entries are that the other lacks. */
function findIndexes(list: readonly Entry[], other: readonly Entry[]): number[] {
  const keys = new Set(other.map(entryKey));
  return list.flatMap((entry, index) => (keys.has(entryKey(entry)) ? [] : [index]));
}
