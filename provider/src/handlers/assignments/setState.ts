import type { DeclaredSet } from "../../domain/declaredSet.js";
import { isOlder, type Entry } from "../../domain/entry.js";
import { intersectEntries, normalizeEntries, subtractEntries } from "../../domain/entrySet.js";

/**
 * What the stack's state records of an assignment set. `entries` are, in authoritative mode, the live set as last seen, in
 * additive mode the entries that are ours.
 */
export interface SetState extends DeclaredSet {
  /** Those of `entries` that a refresh found and no program has declared: drift, not ours. */
  unmanagedEntries: Entry[];
}

/** The state after a write that reached what the program declares. */
export function declaredState(set: DeclaredSet): SetState {
  return { ...set, unmanagedEntries: [] };
}

/** The state after a write that may have been made in part. What was not ours before is still not, unless declared. */
export function seenState(
  declared: DeclaredSet,
  seen: readonly Entry[],
  former?: SetState,
): SetState {
  const entries = normalizeEntries(seen);
  const unmanaged = intersectEntries(entries, former?.unmanagedEntries ?? []);
  return {
    ...declared,
    entries,
    declaresOlder: declared.declaresOlder || entries.some(isOlder),
    unmanagedEntries: subtractEntries(unmanaged, declared.entries),
  };
}

/** The entries that a program of ours has declared. */
export function ownedEntries(state: SetState): Entry[] {
  return subtractEntries(state.entries, state.unmanagedEntries);
}
