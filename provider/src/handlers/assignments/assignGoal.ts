import type { DeclaredSet } from "../../domain/declaredSet.js";
import { isOlder, type Entry } from "../../domain/entry.js";
import type { SetGoal } from "../../domain/planSet.js";
import { ownedEntries, type SetState } from "./setState.js";

export interface AssignGoal extends SetGoal {
  configurationId: string;
  /** Others write to the same set by design: additive mode. */
  isShared: boolean;
  /** No entry that is desired or known is named in clear. */
  isSecret: boolean;
  refusal?: Refusal;
}

export interface Refusal {
  /** Follows "entries that the program does not declare and". */
  reason?: string;
  advice: string;
}

/** The goal of create and update: what the program declares. `known` may be removed. */
export function goalOf(set: DeclaredSet, known: readonly Entry[]): AssignGoal {
  const { configurationId, mode, unmanaged, entries } = set;
  return {
    configurationId,
    mode,
    unmanaged,
    desired: entries,
    known,
    kept: [],
    // Older entries that are no longer declared go, as the preview has shown.
    older: set.declaresOlder || known.some(isOlder) ? "manage" : unmanaged,
    isShared: mode === "additive",
    isSecret: set.isSecret === true,
  };
}

/** The goal of delete: owned entries go, and all else stays. */
export function goalOfDelete(state: SetState): AssignGoal {
  return {
    ...goalOf({ ...state, entries: [] }, ownedEntries(state)),
    mode: "additive",
    older: state.declaresOlder ? "manage" : "keep",
  };
}
