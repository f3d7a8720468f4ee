import type { DeclaredSet } from "../../domain/declaredSet.js";
import { isOlder, type Entry } from "../../domain/entry.js";
import { intersectEntries, normalizeEntries, subtractEntries } from "../../domain/entrySet.js";

/** `entries`: in authoritative mode the live set as last read, in additive mode the owned entries. */
export interface SetState extends DeclaredSet {
  /** A refresh found them, and no program has declared them. */
  unmanagedEntries: Entry[];
}

/** After a complete write. */
export function declaredState(set: DeclaredSet): SetState {
  return { ...set, unmanagedEntries: [] };
}

/** After a write that may be incomplete. Unmanaged entries stay so unless declared. */
export function seenState(declared: DeclaredSet, seen: readonly Entry[], former?: SetState) {
  const entries = normalizeEntries(seen);
  const unmanaged = intersectEntries(entries, former?.unmanagedEntries ?? []);
  return {
    ...declared,
    entries,
    declaresOlder: declared.declaresOlder || entries.some(isOlder),
    unmanagedEntries: subtractEntries(unmanaged, declared.entries),
  };
}

/** What a program of this stack has declared. */
export function ownedEntries(state: SetState): Entry[] {
  return subtractEntries(state.entries, state.unmanagedEntries);
}
