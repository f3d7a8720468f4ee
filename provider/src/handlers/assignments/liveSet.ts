import { equalEntries, groupAssignmentKey, subtractEntries } from "../../domain/assignmentSet.js";
import { listIncludedGroupIds } from "../../domain/findUnmirrored.js";
import type { AssignmentsApi } from "../../graph/assignmentsApi.js";
import {
  entryKey,
  assignmentsOf,
  type AssignGoal,
  type AssignPlan,
  type LiveSet,
} from "./planAssign.js";

/** Entries of others that are gone after a write of ours. */
export type LostEntries = LiveSet;

/** Reads both collections side by side. */
export async function readLiveSet(api: AssignmentsApi, configurationId: string): Promise<LiveSet> {
  const [assignments, groupAssignments] = await Promise.all([
    api.readAssignments(configurationId),
    api.readGroupAssignments(configurationId),
  ]);
  return { assignments, groupAssignments };
}

/** Reads back after a write; the older collection only where there was something in it or was sent. */
export async function rereadLiveSet(
  api: AssignmentsApi,
  configurationId: string,
  { before, sent }: { before: LiveSet; sent: AssignPlan },
): Promise<LiveSet> {
  const wasEmpty = before.groupAssignments.length === 0 && sent.groupAssignments === undefined;
  if (!wasEmpty) return readLiveSet(api, configurationId);
  return { assignments: await api.readAssignments(configurationId), groupAssignments: [] };
}

export function equalLiveSets(a: LiveSet, b: LiveSet): boolean {
  return (
    equalEntries(a.assignments, b.assignments, entryKey) &&
    equalEntries(a.groupAssignments, b.groupAssignments, groupAssignmentKey)
  );
}

/**
 * What a write should have left alone and is gone: the goal does not speak of it, but it must not be lost unsaid. That
 * is what was sent along, and entries of the older collection that were left out but whose group is assigned still; if
 * that collection is a view of the assignments, they would be there.
 */
export function findLost(
  goal: AssignGoal,
  { before, sent }: { before: LiveSet; sent: AssignPlan },
  live: LiveSet,
): LostEntries {
  const kept = subtractEntries(sent.assignments.next, goal.assignments.desired, entryKey);
  const assigned = listIncludedGroupIds(assignmentsOf(live));
  const keptGroups =
    sent.groupAssignments === undefined
      ? before.groupAssignments.filter((entry) => assigned.has(groupAssignmentKey(entry)))
      : subtractEntries(
          sent.groupAssignments.next,
          goal.groupAssignments?.desired ?? [],
          groupAssignmentKey,
        );
  return {
    assignments: subtractEntries(kept, live.assignments, entryKey),
    groupAssignments: subtractEntries(keptGroups, live.groupAssignments, groupAssignmentKey),
  };
}

export function isNothingLost(lost: LostEntries): boolean {
  return lost.assignments.length + lost.groupAssignments.length === 0;
}
