import { targetForms } from "./assignment.js";
import { compareText } from "./compareText.js";
import { entryKey, isOlder, normalizeEntry, type Entry } from "./entry.js";
import { containsUnknown } from "./unknown.js";

const typeOrder = [...Object.keys(targetForms), "unrecognized"];

/**
 * A set in its one canonical form: every entry canonical, in a fixed order, none twice, the older collection last. Entries
 * that are not known yet are never merged, since two of them may differ, and stand at the end.
 */
export function normalizeEntries<E extends Entry>(entries: readonly E[]): E[] {
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

/** The entries of `from` that `without` does not hold. */
export function subtractEntries<E extends Entry>(
  from: readonly E[],
  without: readonly Entry[],
): E[] {
  const keys = new Set(without.map(entryKey));
  return from.filter((entry) => !keys.has(entryKey(entry)));
}

/** The entries of `from` that `other` holds too. */
export function intersectEntries<E extends Entry>(
  from: readonly E[],
  other: readonly Entry[],
): E[] {
  const keys = new Set(other.map(entryKey));
  return from.filter((entry) => keys.has(entryKey(entry)));
}

/** Each entry once: of those with one key the first. */
export function dropRepeated<E extends Entry>(entries: readonly E[]): E[] {
  const keyed = entries.map((entry) => [entryKey(entry), entry] as const);
  return [...new Map(keyed.toReversed()).values()].reverse();
}

/** Whether two sets hold the same entries. */
export function equalEntries(a: readonly Entry[], b: readonly Entry[]): boolean {
  return subtractEntries(a, b).length === 0 && subtractEntries(b, a).length === 0;
}

/** Entries of the older collection that a set's assignments to groups mirror: the collection may be a view of them. */
export function findMirrored(older: readonly Entry[], entries: readonly Entry[]): Entry[] {
  const groups = entries.flatMap((entry) =>
    !isOlder(entry) && entry.type === "groupAssignmentTarget"
      ? [{ targetGroupId: entry.groupId }]
      : [],
  );
  return intersectEntries(older, groups);
}
