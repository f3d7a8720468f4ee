// @ts-nocheck
import type { Assignment, GroupAssignment, LiveAssignment } from "../../domain/assignment.js";
import { assignmentKey, groupAssignmentKey, subtractEntries } from "../../domain/assignmentSet.js";
import {
  defaultMode,
  defaultUnmanaged,
  type AssignmentsInputs,
  type Mode,
  type Unmanaged,
} from "../../domain/assignmentsInputs.js";

/** What the stack's state records of an assignment set; the engine records it labelled. */
export interface AssignmentsState {
  /** GUID of the configuration; also the resource's id. */
  configurationId: string;
  /** In authoritative mode the live set as last seen, in additive mode the entries that are ours. */
  assignments: LiveAssignment[];
  /** The older collection, likewise; null where the program does not declare it. */
  groupAssignments: GroupAssignment[] | null;
  mode: Mode;
  unmanaged: Unmanaged;
  /** Those of `assignments` that a refresh found and no program has declared: seen, but not ours. */
  unmanagedAssignments: LiveAssignment[];
  /** Likewise those of `groupAssignments`. */
  unmanagedGroupAssignments: GroupAssignment[];
}

/** The state after a write that reached what the inputs declare. */
export function stateOf(inputs: AssignmentsInputs): AssignmentsState {
  return {
    configurationId: inputs.configurationId,
    assignments: inputs.assignments,
    groupAssignments: inputs.groupAssignments ?? null,
    mode: inputs.mode ?? defaultMode,
    unmanaged: inputs.unmanaged ?? defaultUnmanaged,
    unmanagedAssignments: [],
    unmanagedGroupAssignments: [],
  };
}

/** The inputs that a state corresponds to, in the form that check gives them. A null says that there are none yet. */
export function inputsOf(state: AssignmentsState): AssignmentsInputs {
  return {
    configurationId: state.configurationId,
    // An entry that can't be declared stands here too, so that the preview shows it.
    assignments: state.assignments as Assignment[],
    ...(state.groupAssignments && { groupAssignments: state.groupAssignments }),
    ...(state.mode !== defaultMode && { mode: state.mode }),
    ...(state.unmanaged !== defaultUnmanaged && { unmanaged: state.unmanaged }),
  };
}

/** The entries that a program of ours has declared. */
export function ownedAssignments(state: AssignmentsState): LiveAssignment[] {
  return subtractEntries(state.assignments, state.unmanagedAssignments, assignmentKey);
}

/** Likewise of the older collection. */
export function ownedGroupAssignments(state: AssignmentsState): GroupAssignment[] {
  return subtractEntries(
    state.groupAssignments ?? [],
    state.unmanagedGroupAssignments,
    groupAssignmentKey,
  );
}
