// @ts-nocheck
import {
  assignmentKey,
  groupAssignmentKey,
  intersectEntries,
  normalizeAssignments,
  normalizeGroupAssignments,
  subtractEntries,
} from "../../domain/assignmentSet.js";
import { defaultMode, type AssignmentsInputs } from "../../domain/assignmentsInputs.js";
import { GraphError } from "../../graph/graphError.js";
import type { HandlerContext } from "../handlerContext.js";
import { IncompleteError } from "../incompleteError.js";
import { goalOf, goalOfDelete, knownOf, nothingKnown, type KnownEntries } from "./assignGoal.js";
import { recordState, type RecordedState } from "./recordedForm.js";
import { stateOf, type AssignmentsState } from "./assignmentsState.js";
import { converge } from "./converge.js";
import { NotConvergedError, UnfinishedWriteError, UnseenEntriesError } from "./convergeErrors.js";

/**
 * The engine's `create`. The resource's id is the configuration's.
 *
 * @throws IncompleteError when the set is, or may be, partly written, or when the write was refused: the state that it
 *   carries has seen no live entry, so that a refresh can show them.
 */
export async function createAssignments(
  context: HandlerContext,
  inputs: AssignmentsInputs,
): Promise<AssignmentsState> {
  try {
    await converge(context, goalOf(inputs, nothingKnown));
  } catch (error) {
    const seen =
      error instanceof UnseenEntriesError ? nothingKnown : findSeen(error, inputs, nothingKnown);
    if (seen === undefined) throw error;
    throw new IncompleteError(inputs.configurationId, recordSeen(inputs, seen), messageOf(error));
  }
  return stateOf(inputs);
}

/**
 * The engine's `update`. A failure before anything was written leaves the former state as it is, so that the next
 * preview shows the same changes again.
 *
 * @throws IncompleteError when the set is, or may be, partly written, or when a change from additive to authoritative
 *   mode was refused: only under the new mode can a refresh show the entries of others.
 */
export async function updateAssignments(
  context: HandlerContext,
  state: AssignmentsState,
  inputs: AssignmentsInputs,
): Promise<AssignmentsState> {
  const known = knownOf(state, inputs);
  try {
    await converge(context, goalOf(inputs, known));
  } catch (error) {
    const isNewMode = state.mode !== (inputs.mode ?? defaultMode);
    const isRefusedMode = error instanceof UnseenEntriesError && isNewMode;
    const seen = isRefusedMode ? known : findSeen(error, inputs, known);
    if (seen === undefined) throw error;
    throw new IncompleteError(
      inputs.configurationId,
      recordSeen(inputs, seen, state),
      messageOf(error),
    );
  }
  return stateOf(inputs);
}

/** The engine keeps the former state after a delete that failed, and takes no other: an `up` would find nothing to do. */
const deletedInPart =
  "Entries may be gone already that the state still has. Run the same command again; if the program is to keep the set " +
  "after all, run `pulumi refresh` before `pulumi up`.";

/**
 * The engine's `delete`: takes away what is ours, but not what another resource of this run declares, and keeps all else.
 * A configuration that is gone has nothing of ours.
 */
export async function deleteAssignments(
  context: HandlerContext,
  state: AssignmentsState,
): Promise<void> {
  try {
    await converge(context, goalOfDelete(state));
  } catch (error) {
    if (error instanceof GraphError && error.isNotFound) return;
    const isWritten = error instanceof UnfinishedWriteError || error instanceof NotConvergedError;
    throw isWritten ? new Error(`${error.message}\n${deletedInPart}`) : error;
  }
}

/**
 * What the state has seen after a write that did not come out as declared: what is live, or may be, except what nobody
 * has declared or seen before; that must be shown by a refresh before it may be removed. Undefined where nothing was
 * written.
 */
function findSeen(
  error: unknown,
  inputs: AssignmentsInputs,
  known: KnownEntries,
): KnownEntries | undefined {
  const possible: KnownEntries = {
    assignments: [...inputs.assignments, ...known.assignments],
    groupAssignments: [...(inputs.groupAssignments ?? []), ...known.groupAssignments],
  };
  if (error instanceof UnfinishedWriteError) return possible;
  if (!(error instanceof NotConvergedError)) return undefined;
  const assignments = error.live.assignments.map(({ assignment }) => assignment);
  return {
    assignments: intersectEntries(assignments, possible.assignments, assignmentKey),
    groupAssignments: intersectEntries(
      error.live.groupAssignments,
      possible.groupAssignments,
      groupAssignmentKey,
    ),
  };
}

/** The state of a set that was seen so; what the former state has not counted as ours still is not, unless declared. */
function recordSeen(
  inputs: AssignmentsInputs,
  seen: KnownEntries,
  former?: AssignmentsState,
): RecordedState {
  const { assignments, groupAssignments = [] } = inputs;
  const theirs = intersectEntries(
    seen.assignments,
    former?.unmanagedAssignments ?? [],
    assignmentKey,
  );
  const theirGroups = intersectEntries(
    seen.groupAssignments,
    former?.unmanagedGroupAssignments ?? [],
    groupAssignmentKey,
  );
  const hasGroups = inputs.groupAssignments !== undefined || seen.groupAssignments.length > 0;
  return recordState({
    ...stateOf(inputs),
    assignments: normalizeAssignments(seen.assignments),
    groupAssignments: hasGroups ? normalizeGroupAssignments(seen.groupAssignments) : null,
    unmanagedAssignments: subtractEntries(theirs, assignments, assignmentKey),
    unmanagedGroupAssignments: subtractEntries(theirGroups, groupAssignments, groupAssignmentKey),
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
