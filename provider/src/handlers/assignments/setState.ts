import type { DeclaredSet } from "../../domain/assignmentsInputs.js";
import { isOlder, type Entry } from "../../domain/entry.js";
import { subtractEntries } from "../../domain/entrySet.js";
import type { SetGoal } from "../../domain/planSet.js";

/** `entries`: in authoritative mode the live set as last read, in additive mode the owned entries. */
export interface SetState extends DeclaredSet {
  unmanagedEntries: Entry[];
}

export function declaredState(set: DeclaredSet): SetState {
  return { ...set, unmanagedEntries: [] };
}

export function ownedEntries(state: SetState): Entry[] {
  return subtractEntries(state.entries, state.unmanagedEntries);
}

export interface AssignGoal extends SetGoal {
  configurationId: string;
  /** Others write to the same set (additive mode). */
  isShared: boolean;
  /** Messages name no desired or known entry. */
  isSecret?: true;
  refusal?: Refusal | undefined;
}

export interface Refusal {
  /** Follows "entries that the program does not declare and". */
  reason?: string;
  advice: string;
}

export function goalOf(
  { entries, declaresOlder, ...set }: DeclaredSet,
  known: readonly Entry[],
): AssignGoal {
  return {
    ...set,
    desired: entries,
    known,
    kept: [],
    // The preview has shown that older entries go which are no longer declared.
    older: declaresOlder || known.some(isOlder) ? "manage" : set.unmanaged,
    isShared: set.mode === "additive",
  };
}

export function goalOfDelete(state: SetState): AssignGoal {
  return {
    ...goalOf({ ...state, entries: [] }, ownedEntries(state)),
    mode: "additive",
    older: state.declaresOlder ? "manage" : "keep",
  };
}
