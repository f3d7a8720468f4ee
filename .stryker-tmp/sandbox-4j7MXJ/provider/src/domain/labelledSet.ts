// @ts-nocheck
import {
  isAssignmentTargetType,
  targetForms,
  type GroupAssignment,
  type LiveAssignment,
} from "./assignment.js";
import { assignmentKey, groupAssignmentKey } from "./assignmentSet.js";
import { containsUnknown } from "./unknown.js";

/**
 * A set as it is recorded: each entry under a label that names it, and beneath it only what the label does not say. The
 * engine compares lists by position: with the first of three entries gone from a list it prints two changes and the going
 * of the third. Of a map it prints what goes. Every entry is in a state twice, and the engine writes the state after each
 * step, so that its size is what a large stack waits for: hence nothing is said twice.
 */
export type LabelledSet<E> = Record<string, E | (Partial<E> & Marked)>;

/** An entry that a refresh found and no program has declared is marked so in a state. */
interface Marked {
  unmanaged?: true;
}

export function labelAssignments(
  assignments: readonly LiveAssignment[],
  unmanaged: readonly LiveAssignment[] = [],
): LabelledSet<LiveAssignment> {
  const isUnmanaged = findAmong(unmanaged, assignmentKey);
  return labelEntries(assignments, labelOf, withoutTarget, isUnmanaged);
}

export function labelGroupAssignments(
  assignments: readonly GroupAssignment[],
  unmanaged: readonly GroupAssignment[] = [],
): LabelledSet<GroupAssignment> {
  const isUnmanaged = findAmong(unmanaged, groupAssignmentKey);
  return labelEntries(assignments, groupAssignmentKey, () => ({}), isUnmanaged);
}

/** Whether an entry is one of these; mostly there are none, and then no key is made. */
function findAmong<E>(entries: readonly E[], keyOf: (entry: E) => string): (entry: E) => boolean {
  const keys = new Set(entries.map(keyOf));
  return (entry) => keys.size > 0 && keys.has(keyOf(entry));
}

/** Those of a recorded set that are marked as found by a refresh; a list marks none. */
export function pickUnmanaged<E>(set: LabelledSet<E> | readonly E[]): LabelledSet<E> {
  if (Array.isArray(set)) return {};
  const entries = Object.entries(set as LabelledSet<E>);
  return Object.fromEntries(entries.filter(([, entry]) => isMarked(entry)));
}

function isMarked(entry: unknown): boolean {
  return typeof entry === "object" && entry !== null && "unmanaged" in entry;
}

/** The assignments of a recorded set in whichever form: labelled, or a list as a program or an import file writes it. */
export function unlabelAssignments<A extends LiveAssignment = LiveAssignment>(
  set: LabelledSet<A> | readonly A[],
): A[] {
  return unlabelEntries(set, (label, rest) => ({ ...parseLabel(label), ...rest }) as A, "type");
}

/** The same for the older collection. */
export function unlabelGroupAssignments(
  set: LabelledSet<GroupAssignment> | readonly GroupAssignment[],
): GroupAssignment[] {
  return unlabelEntries(set, (label) => ({ targetGroupId: label }), "targetGroupId");
}

function labelEntries<E extends object>(
  entries: readonly E[],
  labelOf: (entry: E) => string,
  restOf: (entry: E) => Partial<E>,
  isUnmanaged: (entry: E) => boolean,
): LabelledSet<E> {
  const labels = entries.map((entry, index) =>
    containsUnknown(entry) ? `not known yet [${index}]` : labelOf(entry),
  );
  const isUnique = (label: string): boolean => labels.indexOf(label) === labels.lastIndexOf(label);
  return Object.fromEntries(
    entries.map((entry, index): [string, E | (Partial<E> & Marked)] => {
      const label = labels[index] ?? "";
      if (containsUnknown(entry)) return [label, entry];
      const mark: Marked = isUnmanaged(entry) ? { unmanaged: true } : {};
      // Graph may hold one target twice, with two filters; neither may get lost.
      return isUnique(label)
        ? [label, { ...restOf(entry), ...mark }]
        : [JSON.stringify(entry), { ...entry, ...mark }];
    }),
  );
}

/** An entry that has the property that names its target is whole: not known yet, unusual, or recorded by 0.1.0. */
function unlabelEntries<E>(
  set: LabelledSet<E> | readonly E[],
  complete: (label: string, rest: Partial<E>) => E,
  naming: keyof E & string,
): E[] {
  if (Array.isArray(set)) return [...(set as readonly E[])];
  return Object.entries(set as LabelledSet<E>).map(([label, entry]) => {
    if (typeof entry !== "object" || entry === null) return entry;
    const rest = isMarked(entry) ? withoutMark(entry) : entry;
    return naming in rest ? (rest as E) : complete(label, rest);
  });
}

function withoutMark(entry: object): object {
  return Object.fromEntries(Object.entries(entry).filter(([key]) => key !== "unmanaged"));
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

/** What a label leaves unsaid: the filter, or, where the label is no label of a target, everything. */
function withoutTarget(assignment: LiveAssignment): Partial<LiveAssignment> {
  if (!isAssignmentTargetType(assignment.type)) return assignment;
  const said = ["type", targetForms[assignment.type].idProperty];
  return Object.fromEntries(Object.entries(assignment).filter(([key]) => !said.includes(key)));
}

function parseLabel(label: string): Partial<LiveAssignment> {
  const [type = "", id] = label.split(/ (.*)/s);
  const idProperty = isAssignmentTargetType(type) ? targetForms[type].idProperty : undefined;
  return { type, ...(idProperty !== undefined && { [idProperty]: id }) } as Partial<LiveAssignment>;
}
