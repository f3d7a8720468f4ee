// @ts-nocheck
import { isDeepStrictEqual } from "node:util";
import type { Assignment, GroupAssignment, LiveAssignment } from "../../domain/assignment.js";
import { normalizeAssignments } from "../../domain/assignmentSet.js";
import {
  defaultMode,
  defaultUnmanaged,
  type AssignmentsInputs,
  type Mode,
  type SetName,
  type Unmanaged,
} from "../../domain/assignmentsInputs.js";
import {
  labelAssignments,
  labelGroupAssignments,
  pickUnmanaged,
  unlabelAssignments,
  unlabelGroupAssignments,
  type LabelledSet,
} from "../../domain/labelledSet.js";
import { normalizeGuid } from "../../domain/guid.js";
import { isUnknown } from "../../domain/unknown.js";
import type { AssignmentsState } from "./assignmentsState.js";

/** The inputs as check hands them to the engine: sets are labelled. */
export interface RecordedInputs extends Omit<AssignmentsInputs, SetName> {
  assignments: LabelledSet<Assignment>;
  groupAssignments?: LabelledSet<GroupAssignment>;
}

/**
 * The state as the engine records it: sets are labelled, what a refresh found is marked in them, and what is the default
 * is left out.
 */
export interface RecordedState {
  configurationId: string;
  assignments: LabelledSet<LiveAssignment>;
  groupAssignments?: LabelledSet<GroupAssignment>;
  mode?: Mode;
  unmanaged?: Unmanaged;
}

/** What 0.1.0 recorded besides, in place of the marks. */
interface FormerState {
  unmanagedAssignments?: LabelledSet<LiveAssignment>;
  unmanagedGroupAssignments?: LabelledSet<GroupAssignment>;
}

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
    assignments: readSet(assignments, assignmentLabels),
    ...(groupAssignments && { groupAssignments: readSet(groupAssignments, groupLabels) }),
  };
}

/** The sets of raw inputs that the option `ignoreChanges` has put in: a program writes lists. */
export function findRecordedSets(
  raw: RecordedInputs,
  recorded: Partial<RecordedInputs> = {},
): SetName[] {
  return (["assignments", "groupAssignments"] as const).filter(
    (name) =>
      typeof raw[name] === "object" &&
      !Array.isArray(raw[name]) &&
      isDeepStrictEqual(raw[name], recorded[name]),
  );
}

/** A state as any release, or an import file written by hand, may have recorded it: what is missing has its default. */
export function readState(
  id: string,
  recorded: Partial<RecordedState> & FormerState,
): AssignmentsState {
  return {
    configurationId: normalizeGuid(recorded.configurationId ?? id),
    assignments: normalizeAssignments(unlabelAssignments(recorded.assignments ?? [])),
    groupAssignments: recorded.groupAssignments
      ? unlabelGroupAssignments(recorded.groupAssignments)
      : null,
    mode: recorded.mode ?? defaultMode,
    unmanaged: recorded.unmanaged ?? defaultUnmanaged,
    unmanagedAssignments: [
      ...unlabelAssignments(pickUnmanaged(recorded.assignments ?? {})),
      ...unlabelAssignments(recorded.unmanagedAssignments ?? {}),
    ],
    unmanagedGroupAssignments: [
      ...unlabelGroupAssignments(pickUnmanaged(recorded.groupAssignments ?? {})),
      ...unlabelGroupAssignments(recorded.unmanagedGroupAssignments ?? {}),
    ],
  };
}

export function recordState(state: AssignmentsState): RecordedState {
  const { configurationId, assignments, groupAssignments, mode, unmanaged } = state;
  return {
    configurationId,
    ...(mode !== defaultMode && { mode }),
    ...(unmanaged !== defaultUnmanaged && { unmanaged }),
    assignments: labelAssignments(assignments, state.unmanagedAssignments),
    ...(groupAssignments && {
      groupAssignments: labelGroupAssignments(groupAssignments, state.unmanagedGroupAssignments),
    }),
  };
}

/** How a set is labelled, and how its entries are had back. */
interface Labels<E> {
  label: (entries: readonly E[]) => LabelledSet<E>;
  unlabel: (set: LabelledSet<E>) => E[];
}

const assignmentLabels: Labels<Assignment> = {
  label: (entries) => labelAssignments(entries) as LabelledSet<Assignment>,
  unlabel: unlabelAssignments,
};

const groupLabels: Labels<GroupAssignment> = {
  label: labelGroupAssignments,
  unlabel: unlabelGroupAssignments,
};

function readSet<E>(set: LabelledSet<E>, labels: Labels<E>): E[] {
  const isPlainObject = typeof (set as unknown) === "object" && !Array.isArray(set);
  if (!isPlainObject || !isLabelled(set, labels)) return set as unknown as E[];
  return labels.unlabel(set);
}

/** Whether the keys are the labels of the entries: an object that a program wrote by mistake has other keys. */
function isLabelled<E>(set: LabelledSet<E>, { label, unlabel }: Labels<E>): boolean {
  const values = Object.values(set);
  if (!values.every((entry) => isUnknown(entry) || (typeof entry === "object" && entry !== null)))
    return false;
  const labels = Object.keys(label(unlabel(set)));
  return Object.keys(set).every((key) => labels.includes(key));
}

function unlessUnknown<T, R>(value: T, convert: (value: T) => R): R {
  return isUnknown(value) ? (value as unknown as R) : convert(value);
}
