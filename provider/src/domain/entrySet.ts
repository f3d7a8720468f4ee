import { compareText } from "./compareText.js";
import { entryKey, isOlder, normalizeEntry, targetForms, type Entry } from "./entry.js";
import { containsUnknown, isUnknown } from "./unknown.js";

const typeOrder = [...Object.keys(targetForms), "unrecognized"];

/** Unknown entries may differ: never merged. */
export function normalizeEntries<E extends Entry>(entries: readonly E[]): E[] {
  if (isUnknown(entries)) return entries as E[];
  const normal = entries.map(normalizeEntry);
  const known = dropRepeated(normal.filter((entry) => !containsUnknown(entry)));
  return [...known.sort(compareEntries), ...normal.filter(containsUnknown)];
}

function compareEntries(a: Entry, b: Entry): number {
  return rank(a) - rank(b) || compareText(entryKey(a), entryKey(b));
}

function rank(entry: Entry): number {
  return isOlder(entry) ? typeOrder.length : typeOrder.indexOf(entry.type);
}

export function subtractEntries<E extends Entry>(from: readonly E[], other: readonly Entry[]): E[] {
  const keys = new Set(other.map(entryKey));
  return from.filter((entry) => !keys.has(entryKey(entry)));
}

export function intersectEntries<E extends Entry>(from: readonly E[], other: readonly Entry[]) {
  const keys = new Set(other.map(entryKey));
  return from.filter((entry) => keys.has(entryKey(entry)));
}

/** Keeps the first. */
export function dropRepeated<E extends Entry>(entries: readonly E[]): E[] {
  const keyed = entries.map((entry) => [entryKey(entry), entry] as const);
  return [...new Map(keyed.toReversed()).values()].reverse();
}

export function equalEntries(a: readonly Entry[], b: readonly Entry[]): boolean {
  return subtractEntries(a, b).length === 0 && subtractEntries(b, a).length === 0;
}

/** The older collection may be a view of the newer one. */
export function findMirrored(older: readonly Entry[], entries: readonly Entry[]): Entry[] {
  const groups = entries
    .filter((entry) => "groupId" in entry && entry.type === "groupAssignmentTarget")
    .map(({ groupId }) => ({ targetGroupId: groupId }));
  return intersectEntries(older, groups);
}
