import {
  assignmentKey,
  groupAssignmentKey,
  intersectEntries,
  subtractEntries,
} from "../../domain/assignmentSet.js";
import { toEntry } from "../../graph/wire.js";
import { findUnsettled } from "../configuration/findDeclarer.js";
import { DeclaredElsewhereError } from "../declaredElsewhereError.js";
import { nameResource } from "../findRival.js";
import type { HandlerContext } from "../handlerContext.js";
import type { Claim, Declaration, LiveEntries } from "../declaration.js";
import { ownedEntries, type AssignmentsState } from "./assignmentsState.js";
import { entryKey, type AssignGoal } from "./planAssign.js";

type DeclaredSet = Declaration<Extract<Claim, { kind: "set" }>>;

const keepAll = { mode: "additive", unmanaged: "refuse", desired: [], known: [] } as const;

const deleteAction = "delete the assignments of";

/**
 * Whether a set may be deleted: nothing that is not written means its entries.
 *
 * @throws DeclaredElsewhereError
 */
export async function requireSettled(
  context: HandlerContext,
  state: AssignmentsState,
): Promise<void> {
  const { configurationId } = state;
  const unsettled = (context.run?.declared("set") ?? []).filter(
    ({ outcome }) => outcome !== "done",
  );
  const declarer =
    unsettled.find(({ left }) => left?.id === configurationId) ??
    findDeclaring(unsettled.filter(isOf(configurationId)), ownedEntries(state)) ??
    // Sets that depend on it are not checked, so that nobody knows what they declare.
    (await findUnsettled(context, configurationId));
  if (declarer) throw new DeclaredElsewhereError(deleteAction, configurationId, declarer);
}

/** Says which of the deleted entries stay. */
export function sayKept(context: HandlerContext, state: AssignmentsState): void {
  const sets = findSets(context, state.configurationId);
  const declarer = findDeclaring(sets, ownedEntries(state));
  if (declarer)
    context.say?.(
      `Kept assignments of ${state.configurationId}: ${nameResource(declarer)} declares them.`,
    );
}

/**
 * The goal, without the going of what sets of this run declare: an entry that moves from one set to another stays,
 * whichever is written first.
 *
 * @throws DeclaredElsewhereError where the write of the set that an entry moves to has failed: it would be nobody's.
 */
export function keepDeclared(context: HandlerContext, goal: AssignGoal): AssignGoal {
  const sets = findSets(context, goal.configurationId);
  const failed = sets.filter(({ outcome }) => outcome === "failed");
  const declarer = findDeclaring(failed, goingOf(goal));
  if (declarer) throw new DeclaredElsewhereError("assign", goal.configurationId, declarer);
  const { assignments, groupAssignments } = goal;
  const kept = sets.flatMap(({ claim }) => claim.inputs.assignments.map(toEntry));
  const keptGroups = sets.flatMap(({ claim }) => claim.inputs.groupAssignments ?? []);
  // Where only other sets of the run declare the older collection, what they declare is not undeclared.
  const groups = groupAssignments ?? (keptGroups.length > 0 ? keepAll : undefined);
  // A replacement of the run may have been compared only now: what it leaves behind has been shown as going.
  const left =
    assignments.mode === "authoritative" ? findLeft(context, goal.configurationId) : undefined;
  const known = [...assignments.known, ...(left?.assignments ?? []).map(toEntry)];
  return {
    ...goal,
    assignments: { ...assignments, kept, known },
    ...(groups && { groupAssignments: { ...groups, kept: keptGroups } }),
  };
}

/** What replacements of this run leave behind on a configuration: the preview has shown that it goes. */
export function findLeft({ run }: HandlerContext, configurationId: string): LiveEntries {
  const left = (run?.declared("set") ?? []).flatMap(({ left }) =>
    left?.id === configurationId && left.set ? [left.set] : [],
  );
  return {
    assignments: left.flatMap(({ assignments }) => assignments),
    groupAssignments: left.flatMap(({ groupAssignments }) => groupAssignments),
  };
}

/** The sets that this run declares for a configuration. */
function findSets({ run }: HandlerContext, configurationId: string): DeclaredSet[] {
  return (run?.declared("set") ?? []).filter(isOf(configurationId));
}

function isOf(configurationId: string): (set: DeclaredSet) => boolean {
  return ({ claim }) => claim.inputs.configurationId === configurationId;
}

function findDeclaring(
  sets: readonly DeclaredSet[],
  { assignments, groupAssignments }: LiveEntries,
): DeclaredSet | undefined {
  return sets.find(
    ({ claim: { inputs } }) =>
      intersectEntries(assignments, inputs.assignments, assignmentKey).length > 0 ||
      intersectEntries(groupAssignments, inputs.groupAssignments ?? [], groupAssignmentKey).length >
        0,
  );
}

/** What a write is to remove of what is known. */
function goingOf({ assignments, groupAssignments }: AssignGoal): LiveEntries {
  const going = subtractEntries(assignments.known, assignments.desired, entryKey);
  return {
    assignments: going.map(({ assignment }) => assignment),
    groupAssignments: subtractEntries(
      groupAssignments?.known ?? [],
      groupAssignments?.desired ?? [],
      groupAssignmentKey,
    ),
  };
}
