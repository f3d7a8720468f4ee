import type { DeclaredSet } from "../../domain/declaredSet.js";
import { isOlder, type Entry } from "../../domain/entry.js";
import type { SetGoal } from "../../domain/planSet.js";
import { ownedEntries, type SetState } from "./setState.js";

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

/** For create and update. `known` may be removed. */
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

/** Owned entries go; all else stays. */
export function goalOfDelete(state: SetState): AssignGoal {
  return {
    ...goalOf({ ...state, entries: [] }, ownedEntries(state)),
    mode: "additive",
    older: state.declaresOlder ? "manage" : "keep",
  };
}
