import type { DeclaredSet } from "../../domain/assignmentsInputs.js";
import { isOlder, subtractEntries, type Entry } from "../../domain/entry.js";
import type { SetGoal } from "../../domain/planSet.js";

/** `entries`: authoritative: the live set; additive: the owned entries. */
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
  /** Others write it too. */
  isShared: boolean;
  /** Messages name no desired or known entry. */
  isSecret?: true;
  refusal?: Refusal | undefined;
}

export interface Refusal {
  /** Follows "does not declare and". */
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
    // Known older entries: a preview shows them going.
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
