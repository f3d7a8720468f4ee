import type { LiveEntries } from "../declaration.js";
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
import { describeGone } from "../confirmGone.js";
import type { HandlerContext } from "../handlerContext.js";
import { IncompleteError } from "../incompleteError.js";
import { goalOf, goalOfDelete, knownOf, nothingKnown } from "./assignGoal.js";
import { recordState, type RecordedState } from "./recordedForm.js";
import { stateOf, subtractLive, type AssignmentsState } from "./assignmentsState.js";
import type { Refusal } from "./planAssign.js";
import { converge } from "./converge.js";
import { findLeft, requireSettled, sayKept } from "./keepDeclared.js";
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
  const known = findLeft(context, inputs.configurationId);
  try {
    await converge(context, { ...goalOf(inputs, known), refusal: ofCreate });
  } catch (error) {
    const seen =
      error instanceof UnseenEntriesError ? nothingKnown : findSeen(error, inputs, known);
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
  const { configurationId } = inputs;
  const { entries: foundNow } = context.run?.found(configurationId) ?? {};
  const shown = knownOf(state, inputs, findLeft(context, configurationId));
  const known = foundNow ? subtractLive(shown, foundNow) : shown;
  try {
    await converge(context, {
      ...goalOf(inputs, known),
      ...(countEntries(known) < countEntries(shown) && { refusal: ofFoundNow }),
    });
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

const ofCreate: Refusal = {
  wayOut:
    'if this is a resource of the stack under a new name or parent, set the option `aliases: [{ name: "its former name" }]`',
};

/** The preview of `up --refresh` refreshes by itself, and its up once more: what came in between no preview has shown. */
const ofFoundNow: Refusal = {
  reason: "the refresh of this same run was the first to see",
  wayOut: "run `pulumi up` again: its preview shows them going",
};

/** The engine keeps the former state after a delete that failed, and takes no other: an `up` would find nothing to do. */
const deletedInPart =
  "Entries may be gone already that the state still has. Run the same command again; if the program is to keep the set " +
  "after all, run `pulumi refresh` before `pulumi up`.";

/**
 * The engine's `delete`: takes away what is ours, but not what another resource of this run declares, and keeps all else.
 * A configuration that is gone has nothing of ours.
 *
 * @throws DeclaredElsewhereError where what it would remove is declared in this run, and not written.
 */
export async function deleteAssignments(
  context: HandlerContext,
  state: AssignmentsState,
): Promise<void> {
  await requireSettled(context, state);
  try {
    await converge(context, goalOfDelete(state));
    sayKept(context, state);
  } catch (error) {
    if (error instanceof GraphError && error.isGone) {
      context.say?.(describeGone(state.configurationId, ", and its assignments with it"));
      return;
    }
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
  known: LiveEntries,
): LiveEntries | undefined {
  const possible: LiveEntries = {
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
  seen: LiveEntries,
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

function countEntries({ assignments, groupAssignments }: LiveEntries): number {
  return assignments.length + groupAssignments.length;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
