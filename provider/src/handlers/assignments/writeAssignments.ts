import {
  assignmentKey,
  groupAssignmentKey,
  intersectEntries,
  normalizeAssignments,
} from "../../domain/assignmentSet.js";
import { defaultMode, type AssignmentsInputs } from "../../domain/assignmentsInputs.js";
import { GraphError } from "../../graph/graphError.js";
import type { HandlerContext } from "../handlerContext.js";
import { IncompleteError } from "../incompleteError.js";
import { goalOf, goalOfDelete, knownOf, nothingKnown, type KnownEntries } from "./assignGoal.js";
import { recordState, type RecordedState } from "./recordedForm.js";
import { stateOf, type AssignmentsState } from "./assignmentsState.js";
import { converge } from "./converge.js";
import { NotConvergedError, UnseenEntriesError } from "./convergeErrors.js";

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
    if (error instanceof UnseenEntriesError) throw incomplete(inputs, nothingKnown, error);
    if (error instanceof GraphError && error.isAmbiguous && error.method !== "GET") {
      throw incomplete(inputs, declaredBy(inputs), error);
    }
    if (error instanceof NotConvergedError)
      throw incomplete(inputs, seenAfter(error, inputs, nothingKnown), error);
    throw error;
  }
  return stateOf(inputs);
}

/**
 * The engine's `update`. A failure before anything was written leaves the former state as it is, so that the next
 * preview shows the same changes again.
 *
 * @throws IncompleteError when the set that was read back is not the declared one, or when a change from additive to
 *   authoritative mode was refused: only under the new mode can a refresh show the entries of others.
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
    if (error instanceof UnseenEntriesError && isNewMode) throw incomplete(inputs, known, error);
    if (error instanceof NotConvergedError)
      throw incomplete(inputs, seenAfter(error, inputs, known), error);
    throw error;
  }
  return stateOf(inputs);
}

/** The engine's `delete`: takes away what is ours and keeps all else. A configuration that is gone has nothing of ours. */
export async function deleteAssignments(
  context: HandlerContext,
  state: AssignmentsState,
): Promise<void> {
  try {
    await converge(context, goalOfDelete(state));
  } catch (error) {
    if (error instanceof GraphError && error.isNotFound) return;
    throw error;
  }
}

function incomplete(
  inputs: AssignmentsInputs,
  seen: KnownEntries,
  error: Error,
): IncompleteError<RecordedState> {
  const state: AssignmentsState = {
    ...stateOf(inputs),
    assignments: normalizeAssignments(seen.assignments),
    groupAssignments: inputs.groupAssignments ? [...seen.groupAssignments] : null,
  };
  return new IncompleteError(inputs.configurationId, recordState(state), error.message);
}

function declaredBy(inputs: AssignmentsInputs): KnownEntries {
  return { assignments: inputs.assignments, groupAssignments: inputs.groupAssignments ?? [] };
}

/**
 * After a write that did not come out as declared, the state has seen what is live, except what nobody has declared or
 * seen before: that must be shown by a refresh before it may be removed.
 */
function seenAfter(
  { live }: NotConvergedError,
  inputs: AssignmentsInputs,
  known: KnownEntries,
): KnownEntries {
  const declared = declaredBy(inputs);
  const assignments = live.assignments.map(({ assignment }) => assignment);
  return {
    assignments: intersectEntries(
      assignments,
      [...declared.assignments, ...known.assignments],
      assignmentKey,
    ),
    groupAssignments: intersectEntries(
      live.groupAssignments,
      [...declared.groupAssignments, ...known.groupAssignments],
      groupAssignmentKey,
    ),
  };
}
