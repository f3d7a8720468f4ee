// @ts-nocheck
import { assignmentKey, equalEntries, groupAssignmentKey } from "../../domain/assignmentSet.js";
import {
  defaultMode,
  defaultUnmanaged,
  type AssignmentsInputs,
} from "../../domain/assignmentsInputs.js";
import { normalizeGuid } from "../../domain/guid.js";
import { isUnknown } from "../../domain/unknown.js";
import type { AssignmentsState } from "./assignmentsState.js";

/** How a state and the inputs differ. */
export interface AssignmentsDiff {
  /**
   * `false`, nothing differs. `undefined`, something does, and the engine finds out by itself what, so that it prints
   * each entry. `true`, something does that shows in no input.
   */
  changes: boolean | undefined;
  /** The inputs whose change needs a new resource. */
  replaces: string[];
}

/** The engine's `diff`: a comparison of sets. Pure; the engine runs one after another. */
export function diffAssignments(
  state: AssignmentsState,
  inputs: AssignmentsInputs,
): AssignmentsDiff {
  const isMoved = normalizeGuid(state.configurationId) !== normalizeGuid(inputs.configurationId);
  if (isMoved) return { changes: undefined, replaces: ["configurationId"] };
  if (!equalInputs(state, inputs)) return { changes: undefined, replaces: [] };
  // Seen by a refresh and since declared: theirs has become ours, and only the state shows it.
  const unmanagedCount = state.unmanagedAssignments.length + state.unmanagedGroupAssignments.length;
  return { changes: unmanagedCount > 0, replaces: [] };
}

function equalInputs(state: AssignmentsState, inputs: AssignmentsInputs): boolean {
  const { assignments, groupAssignments = null } = inputs;
  if (isUnknown(assignments) || isUnknown(groupAssignments)) return false;
  return (
    equalEntries(state.assignments, assignments, assignmentKey) &&
    equalGroupAssignments(state.groupAssignments, groupAssignments) &&
    state.mode === (inputs.mode ?? defaultMode) &&
    state.unmanaged === (inputs.unmanaged ?? defaultUnmanaged)
  );
}

function equalGroupAssignments(
  a: AssignmentsState["groupAssignments"],
  b: AssignmentsState["groupAssignments"],
): boolean {
  if (a === null || b === null) return a === b;
  return equalEntries(a, b, groupAssignmentKey);
}
