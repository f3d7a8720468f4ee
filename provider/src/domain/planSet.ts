import { ownedEntries, type DeclaredSet, type SetState } from "./assignmentsInputs.js";
import {
  dropRepeated,
  findMirrored,
  intersectEntries,
  isOlder,
  subtractEntries,
  type Entry,
} from "./entry.js";

export interface SetGoal extends Omit<DeclaredSet, "entries" | "declaresOlder"> {
  desired: readonly Entry[];
  /** May be removed: a preview has shown it. */
  known: readonly Entry[];
  /** Other resources of the run declare these: they stay. */
  kept: readonly Entry[];
  /**
   * `manage`: the program declares the older collection, or did. Otherwise the effect of `assign` on it is not known:
   * `refuse` to write, `keep` (send it) or `remove` (leave it out).
   */
  older: "manage" | "refuse" | "keep" | "remove";
  /** Others write the set too. */
  isShared: boolean;
}

export function goalOf(
  { entries, declaresOlder, ...set }: DeclaredSet,
  known: readonly Entry[],
): SetGoal {
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

export function goalOfDelete(state: SetState): SetGoal {
  return {
    ...goalOf({ ...state, entries: [] }, ownedEntries(state)),
    mode: "additive",
    older: state.declaresOlder ? "manage" : "keep",
  };
}

export type SetPlan = ReturnType<typeof planSet>;

/** The one place that decides what is removed. */
export function planSet(goal: SetGoal, live: readonly Entry[]) {
  const { desired, known, kept, mode } = goal;
  const liveOlder = live.filter(isOlder);
  const unmirrored = subtractEntries(liveOlder, findMirrored(live, live));
  const isManaged = goal.older === "manage";
  // One entry that mirrors none proves the older collection no view: send all.
  const isKept = kept.some(isOlder) || (goal.older === "keep" && unmirrored.length > 0);
  const managed = isManaged ? live : live.filter((entry) => !isOlder(entry));
  const sendsOlder = isManaged || (isKept && liveOlder.length > 0);
  const undeclared = subtractEntries(managed, [...desired, ...kept]);
  const unknown = subtractEntries(undeclared, known);
  const isAuthoritative = mode === "authoritative";
  const surplus = isAuthoritative ? undeclared : intersectEntries(undeclared, known);
  const missing = subtractEntries(desired, live);
  return {
    next: dropRepeated([...subtractEntries(sendsOlder ? live : managed, surplus), ...missing]),
    sendsOlder,
    missing,
    surplus,
    /** No preview has shown these going: nothing is sent. */
    refused: [
      ...(isAuthoritative && goal.unmanaged === "refuse" ? unknown : []),
      ...(goal.older === "refuse" && !isKept ? unmirrored : []),
    ],
    isDone: missing.length + surplus.length === 0,
  };
}
