// @ts-nocheck
import { isDeepStrictEqual } from "node:util";
import { equalEntries, groupAssignmentKey, subtractEntries } from "../../domain/assignmentSet.js";
import { listIncludedGroupIds } from "../../domain/findUnmirrored.js";
import type { HandlerContext } from "../handlerContext.js";
import {
  entryKey,
  assignmentsOf,
  type AssignGoal,
  type AssignPlan,
  type LiveSet,
} from "./planAssign.js";

type LiveSetReader = Pick<HandlerContext, "api" | "clock">;

/** Entries of others that are gone after a write of ours. */
export type LostEntries = LiveSet;

/** Reads both collections side by side. Either may have to wait for minutes, and the other is old by then. */
export async function readLiveSet(
  { api, clock }: LiveSetReader,
  configurationId: string,
): Promise<LiveSet> {
  const timed = async <T>(reading: Promise<T>): Promise<[T, number]> => [
    await reading,
    clock.now(),
  ];
  const [[assignments, atMs], [groupAssignments, groupsAtMs]] = await Promise.all([
    timed(api.readAssignments(configurationId)),
    timed(api.readGroupAssignments(configurationId)),
  ]);
  return { assignments, groupAssignments, readAtMs: Math.min(atMs, groupsAtMs) };
}

/** Reads back after a write; the older collection only where there was something in it or was sent. */
export async function rereadLiveSet(
  reader: LiveSetReader,
  configurationId: string,
  { before, sent }: { before: LiveSet; sent: AssignPlan },
): Promise<LiveSet> {
  const wasEmpty = before.groupAssignments.length === 0 && sent.groupAssignments === undefined;
  if (!wasEmpty) return readLiveSet(reader, configurationId);
  const assignments = await reader.api.readAssignments(configurationId);
  return { assignments, groupAssignments: [], readAtMs: reader.clock.now() };
}

export function equalLiveSets(a: LiveSet, b: LiveSet): boolean {
  return (
    equalEntries(a.assignments, b.assignments, entryKey) &&
    equalEntries(a.groupAssignments, b.groupAssignments, groupAssignmentKey)
  );
}

/** Equal to the last property of every target: what a write would send of the one, it would send of the other. */
export function isUnchanged(before: LiveSet, live: LiveSet): boolean {
  const targetsOf = ({ assignments }: LiveSet): unknown[] =>
    [...assignments]
      .sort((a, b) => (entryKey(a) < entryKey(b) ? -1 : 1))
      .map(({ target }) => target);
  return equalLiveSets(before, live) && isDeepStrictEqual(targetsOf(before), targetsOf(live));
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
