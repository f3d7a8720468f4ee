import type { DeclaredSet } from "../../domain/declaredSet.js";
import { isOlder, type Entry } from "../../domain/entry.js";
import { intersectEntries, normalizeEntries, subtractEntries } from "../../domain/entrySet.js";

/** In authoritative mode `entries` are the live set as last seen, in additive mode the owned entries. */
export interface SetState extends DeclaredSet {
  /** Those of `entries` that a refresh found and no program has declared. */
  unmanagedEntries: Entry[];
}

/** The state after a write that reached what the program declares. */
export function declaredState(set: DeclaredSet): SetState {
  return { ...set, unmanagedEntries: [] };
}

/** The state after a write that may have been made in part. Unmanaged entries stay unmanaged, unless declared. */
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

/** The entries that a program of this stack has declared. */
export function ownedEntries(state: SetState): Entry[] {
  return subtractEntries(state.entries, state.unmanagedEntries);
}
