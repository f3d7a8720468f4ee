// @ts-nocheck
import type { GroupAssignment, LiveAssignment } from "../../domain/assignment.js";
import { assignmentKey, groupAssignmentKey } from "../../domain/assignmentSet.js";
import { findUnmirrored } from "../../domain/findUnmirrored.js";
import {
  isMet,
  planCollection,
  type CollectionGoal,
  type CollectionPlan,
} from "../../domain/planCollection.js";
import type { AssignBody, AssignmentEntry } from "../../graph/wire.js";

/** What a configuration's assignments are to become. */
export interface AssignGoal {
  configurationId: string;
  assignments: CollectionGoal<AssignmentEntry>;
  /** Where the program declares the older collection, or has declared it before. */
  groupAssignments?: CollectionGoal<GroupAssignment>;
  /**
   * What becomes of live entries of the older collection that nobody declares, since what `assign` does with them is not
   * established: `refuse` to write, `keep` them by sending them along, or `remove` them by leaving them out.
   */
  undeclaredGroupAssignments: "refuse" | "keep" | "remove";
  /** Others write to the same configuration by design: additive mode. */
  isShared: boolean;
}

/** Both live collections of a configuration. */
export interface LiveSet {
  assignments: AssignmentEntry[];
  groupAssignments: GroupAssignment[];
  /** When the first of the two was read, in milliseconds since the epoch. Undefined where it was not read. */
  readAtMs?: number;
}

/** What to send so that a configuration meets its goal. */
export interface AssignPlan {
  assignments: CollectionPlan<AssignmentEntry>;
  /** Undefined where the older collection is not sent. */
  groupAssignments: CollectionPlan<GroupAssignment> | undefined;
  /** Live entries of the older collection that nobody declares and that forbid the write. */
  refusedGroupAssignments: GroupAssignment[];
  isMet: boolean;
}

export function entryKey(entry: AssignmentEntry): string {
  return assignmentKey(entry.assignment);
}

/** Compares the live set with the goal. Pure. */
export function planAssign(goal: AssignGoal, live: LiveSet): AssignPlan {
  const assignments = planCollection(goal.assignments, live.assignments, entryKey);
  const groupGoal = goal.groupAssignments ?? goalOfKept(goal, live);
  const groupAssignments =
    groupGoal && planCollection(groupGoal, live.groupAssignments, groupAssignmentKey);
  const isRefusing = groupGoal === undefined && goal.undeclaredGroupAssignments === "refuse";
  return {
    assignments,
    groupAssignments,
    refusedGroupAssignments: [
      ...(groupAssignments?.refused ?? []),
      ...(isRefusing ? findUnmirroredIn(live) : []),
    ],
    isMet:
      isMet(assignments) &&
      (goal.groupAssignments === undefined ||
        groupAssignments === undefined ||
        isMet(groupAssignments)),
  };
}

/** Whether the write would erase what no preview has shown. */
export function isRefused(plan: AssignPlan): boolean {
  return plan.assignments.refused.length + plan.refusedGroupAssignments.length > 0;
}

export function bodyOf(plan: AssignPlan): AssignBody {
  return {
    assignments: plan.assignments.next,
    ...(plan.groupAssignments && { groupAssignments: plan.groupAssignments.next }),
  };
}

function findUnmirroredIn(live: LiveSet): GroupAssignment[] {
  return findUnmirrored(live.groupAssignments, assignmentsOf(live));
}

/** The assignments of a live set, without what they were read from. */
export function assignmentsOf({ assignments }: LiveSet): LiveAssignment[] {
  return assignments.map(({ assignment }) => assignment);
}

/** One entry that is no view of the assignments proves that none is: all are kept. */
function goalOfKept(goal: AssignGoal, live: LiveSet): CollectionGoal<GroupAssignment> | undefined {
  const isKept = goal.undeclaredGroupAssignments === "keep" && findUnmirroredIn(live).length > 0;
  return isKept ? { mode: "additive", unmanaged: "refuse", desired: [], known: [] } : undefined;
}
