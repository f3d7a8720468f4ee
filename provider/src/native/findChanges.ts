import { isDeepStrictEqual } from "node:util";
import { entryKey, type Entry } from "../domain/entry.js";
import type { Values } from "../domain/values.js";

/** In the words of the engine's protocol. */
type Change = "ADD" | "DELETE" | "UPDATE";

/** By path, as `assignments[2]`; what goes has its former index. */
export type Changes = ReadonlyMap<string, Change>;

/** Null and false count as absent. */
export function findChanges(former: Values, news: Values, names: readonly string[]): Changes {
  return new Map(
    names.flatMap((name): [string, Change][] => {
      const [before, after] = [former[name], news[name]].map((value) =>
        value === false ? undefined : (value ?? undefined),
      );
      if (isDeepStrictEqual(before, after)) return [];
      if (before === undefined) return [[name, "ADD"]];
      if (after === undefined) return [[name, "DELETE"]];
      return isSet(before) && isSet(after)
        ? findEntryChanges(name, before, after)
        : [[name, "UPDATE"]];
    }),
  );
}

function isSet(value: unknown): value is Entry[] {
  return Array.isArray(value) && value.every((entry) => typeof entry === "object");
}

function findEntryChanges(name: string, before: readonly Entry[], after: readonly Entry[]) {
  const [gone, come] = [findIndexes(before, after), findIndexes(after, before)];
  return [...gone, ...come.filter((index) => !gone.includes(index))].map(
    (index): [string, Change] => {
      const change = !come.includes(index) ? "DELETE" : gone.includes(index) ? "UPDATE" : "ADD";
      return [`${name}[${index}]`, change];
    },
  );
}

function findIndexes(list: readonly Entry[], other: readonly Entry[]): number[] {
  const keys = new Set(other.map(entryKey));
  return list.flatMap((entry, index) => (keys.has(entryKey(entry)) ? [] : [index]));
}
