import {
  isAssignmentTargetType,
  targetForms,
  type GroupAssignment,
  type LiveAssignment,
} from "./assignment.js";
import { assignmentKey, groupAssignmentKey } from "./assignmentSet.js";
import { containsUnknown } from "./unknown.js";

/**
 * A set as it is recorded: each entry under a label that names it. The engine compares lists by position: with the first
 * of three entries gone from a list it prints two changes and the going of the third. Of a map it prints what goes.
 * Labels are for people; what counts are the entries.
 */
export type LabelledSet<E> = Record<string, E>;

export function labelAssignments(
  assignments: readonly LiveAssignment[],
): LabelledSet<LiveAssignment> {
  return labelEntries(assignments, labelOf, assignmentKey);
}

export function labelGroupAssignments(
  assignments: readonly GroupAssignment[],
): LabelledSet<GroupAssignment> {
  return labelEntries(assignments, groupAssignmentKey, groupAssignmentKey);
}

/** The entries of a recorded set, in whichever form: labelled, or a list as a program or an import file writes it. */
export function unlabelEntries<E>(set: LabelledSet<E> | readonly E[]): E[] {
  return Array.isArray(set) ? [...(set as readonly E[])] : Object.values(set);
}

function labelEntries<E>(
  entries: readonly E[],
  labelOf: (entry: E) => string,
  keyOf: (entry: E) => string,
): LabelledSet<E> {
  const labels = entries.map((entry, index) =>
    containsUnknown(entry) ? `not known yet [${index}]` : labelOf(entry),
  );
  const isUnique = (label: string): boolean => labels.indexOf(label) === labels.lastIndexOf(label);
  return Object.fromEntries(
    entries.map((entry, index) => {
      const label = labels[index] ?? "";
      // Graph may hold one target twice, with two filters; neither may get lost.
      return [isUnique(label) ? label : keyOf(entry), entry];
    }),
  );
}

/** Type and id, without the filter: a change of the filter is a change of the entry. */
function labelOf(assignment: LiveAssignment): string {
  if (!isAssignmentTargetType(assignment.type)) return assignmentKey(assignment);
  const { idProperty } = targetForms[assignment.type];
  const id =
    idProperty === undefined
      ? undefined
      : (assignment as unknown as Record<string, string>)[idProperty];
  return id === undefined ? assignment.type : `${assignment.type} ${id}`;
}
