import type { Assignment, GroupAssignment, LiveAssignment } from "../../domain/assignment.js";
import { normalizeAssignments } from "../../domain/assignmentSet.js";
import {
  defaultMode,
  defaultUnmanaged,
  type AssignmentsInputs,
} from "../../domain/assignmentsInputs.js";
import {
  labelAssignments,
  labelGroupAssignments,
  unlabelEntries,
  type LabelledSet,
} from "../../domain/labelledSet.js";
import { isUnknown } from "../../domain/unknown.js";
import type { AssignmentsState } from "./assignmentsState.js";

type Labelled<T, A> = Omit<
  T,
  "assignments" | "groupAssignments" | "unmanagedAssignments" | "unmanagedGroupAssignments"
> & {
  assignments: LabelledSet<A>;
};

/** The inputs as check hands them to the engine: sets are labelled. */
export type RecordedInputs = Labelled<AssignmentsInputs, Assignment> & {
  groupAssignments?: LabelledSet<GroupAssignment>;
};

/** The state as the engine records it: sets are labelled. */
export type RecordedState = Labelled<AssignmentsState, LiveAssignment> & {
  groupAssignments: LabelledSet<GroupAssignment> | null;
  unmanagedAssignments: LabelledSet<LiveAssignment>;
  unmanagedGroupAssignments: LabelledSet<GroupAssignment>;
};

export function recordInputs(inputs: AssignmentsInputs): RecordedInputs {
  const { assignments, groupAssignments, ...rest } = inputs;
  return {
    ...rest,
    assignments: unlessUnknown(assignments, labelAssignments) as LabelledSet<Assignment>,
    ...(groupAssignments && {
      groupAssignments: unlessUnknown(groupAssignments, labelGroupAssignments),
    }),
  };
}

/**
 * Inputs as the engine passes them. To check they may come as a program writes them, in lists, or, where the option
 * `ignoreChanges` puts the former ones in, as they were recorded; anything else is left for check to complain about.
 */
export function readInputs(recorded: RecordedInputs): AssignmentsInputs {
  const { assignments, groupAssignments, ...rest } = recorded;
  return {
    ...rest,
    assignments: readSet<Assignment>(assignments, labelAssignments as Label<Assignment>),
    ...(groupAssignments && { groupAssignments: readSet(groupAssignments, labelGroupAssignments) }),
  };
}

/** A state as any release, or an import file written by hand, may have recorded it: what is missing has its default. */
export function readState(id: string, recorded: Partial<RecordedState>): AssignmentsState {
  return {
    configurationId: recorded.configurationId ?? id,
    assignments: normalizeAssignments(unlabelEntries(recorded.assignments ?? [])),
    groupAssignments: recorded.groupAssignments ? unlabelEntries(recorded.groupAssignments) : null,
    mode: recorded.mode ?? defaultMode,
    unmanaged: recorded.unmanaged ?? defaultUnmanaged,
    unmanagedAssignments: unlabelEntries(recorded.unmanagedAssignments ?? []),
    unmanagedGroupAssignments: unlabelEntries(recorded.unmanagedGroupAssignments ?? []),
  };
}

export function recordState(state: AssignmentsState): RecordedState {
  return {
    ...state,
    assignments: labelAssignments(state.assignments),
    groupAssignments: state.groupAssignments && labelGroupAssignments(state.groupAssignments),
    unmanagedAssignments: labelAssignments(state.unmanagedAssignments),
    unmanagedGroupAssignments: labelGroupAssignments(state.unmanagedGroupAssignments),
  };
}

type Label<E> = (entries: readonly E[]) => LabelledSet<E>;

function readSet<E>(set: LabelledSet<E>, label: Label<E>): E[] {
  const isPlainObject = typeof (set as unknown) === "object" && !Array.isArray(set);
  if (!isPlainObject || !isLabelled(set, label)) return set as unknown as E[];
  return unlabelEntries(set);
}

/** Whether the keys are the labels of the entries: an object that a program wrote by mistake has other keys. */
function isLabelled<E>(set: LabelledSet<E>, label: Label<E>): boolean {
  const entries = Object.values(set);
  if (!entries.every((entry) => isUnknown(entry) || (typeof entry === "object" && entry !== null)))
    return false;
  const labels = Object.keys(label(entries));
  return Object.keys(set).every((key) => labels.includes(key));
}

function unlessUnknown<T, R>(value: T, convert: (value: T) => R): R {
  return isUnknown(value) ? (value as unknown as R) : convert(value);
}
