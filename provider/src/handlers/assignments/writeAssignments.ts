import {
  assignmentKey,
  groupAssignmentKey,
  normalizeAssignments,
  subtractEntries,
} from "../../domain/assignmentSet.js";
import { defaultMode, type AssignmentsInputs } from "../../domain/assignmentsInputs.js";
import { GraphError } from "../../graph/graphError.js";
import type { HandlerContext } from "../handlerContext.js";
import { IncompleteError } from "../incompleteError.js";
import { goalOf, goalOfDelete, knownOf, nothingKnown, type KnownEntries } from "./assignGoal.js";
import { stateOf, type AssignmentsState } from "./assignmentsState.js";
import { converge } from "./converge.js";
import { NotConvergedError, UnseenEntriesError } from "./convergeErrors.js";
import type { LiveSet } from "./planAssign.js";

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
    throw withLiveState(error, inputs, nothingKnown);
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
    throw withLiveState(error, inputs, known);
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
): IncompleteError<AssignmentsState> {
  const state: AssignmentsState = {
    ...stateOf(inputs),
    assignments: normalizeAssignments(seen.assignments),
    groupAssignments: inputs.groupAssignments ? [...seen.groupAssignments] : null,
  };
  return new IncompleteError(inputs.configurationId, state, error.message);
}

/**
 * After a write that did not come out as declared, the state has seen what is live, except what nobody has declared or
 * seen: that must be shown by a refresh before it may be removed.
 */
function withLiveState(error: unknown, inputs: AssignmentsInputs, known: KnownEntries): unknown {
  if (!(error instanceof NotConvergedError)) return error;
  return incomplete(inputs, intersect(error.live, declaredBy(inputs), known), error);
}

function declaredBy(inputs: AssignmentsInputs): KnownEntries {
  return { assignments: inputs.assignments, groupAssignments: inputs.groupAssignments ?? [] };
}

function intersect(live: LiveSet, declared: KnownEntries, known: KnownEntries): KnownEntries {
  const assignments = live.assignments.map(({ assignment }) => assignment);
  const unseen = subtractEntries(
    assignments,
    [...declared.assignments, ...known.assignments],
    assignmentKey,
  );
  const groups = live.groupAssignments;
  const unseenGroups = subtractEntries(
    groups,
    [...declared.groupAssignments, ...known.groupAssignments],
    groupAssignmentKey,
  );
  return {
    assignments: subtractEntries(assignments, unseen, assignmentKey),
    groupAssignments: subtractEntries(groups, unseenGroups, groupAssignmentKey),
  };
}
