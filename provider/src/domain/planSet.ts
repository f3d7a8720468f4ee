import type { Mode, Unmanaged } from "./assignmentsInputs.js";
import { isOlder, type Entry } from "./entry.js";
import { dropRepeated, findMirrored, intersectEntries, subtractEntries } from "./entrySet.js";

export interface SetGoal {
  mode: Mode;
  unmanaged: Unmanaged;
  desired: readonly Entry[];
  /** What may be removed: a preview has shown that it goes. */
  known: readonly Entry[];
  /** What other resources of the run declare: it stays. */
  kept: readonly Entry[];
  /**
   * The older collection. `manage`: the program declares it, or did. Otherwise what `assign` does with its live entries is
   * not established: `refuse` to write, `keep` them by sending them along, or `remove` them by leaving them out.
   */
  older: "manage" | "refuse" | "keep" | "remove";
}

export interface SetPlan {
  /** The whole set as it is to be. */
  next: Entry[];
  sendsOlder: boolean;
  missing: Entry[];
  surplus: Entry[];
  /** Live and in no preview, and the write would erase them: nothing is sent. */
  refused: Entry[];
  isDone: boolean;
}

/** Compares a live set with its goal. Pure; the one place that decides what is removed. */
export function planSet(goal: SetGoal, live: readonly Entry[]): SetPlan {
  const { desired, known, kept, mode } = goal;
  const liveOlder = live.filter(isOlder);
  const unmirrored = subtractEntries(liveOlder, findMirrored(live, live));
  const isManaged = goal.older === "manage";
  // One entry that is no view of the assignments proves that none is: all are sent along.
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
    refused: [
      ...(isAuthoritative && goal.unmanaged === "refuse" ? unknown : []),
      ...(goal.older === "refuse" && !isKept ? unmirrored : []),
    ],
    isDone: missing.length + surplus.length === 0,
  };
}
