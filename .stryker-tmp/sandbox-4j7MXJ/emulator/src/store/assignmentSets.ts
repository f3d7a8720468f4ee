// @ts-nocheck
import type { Behaviour } from "../behaviour.js";
import { keyTarget, nameType, type Assignment, type AssignmentTarget } from "../graphObjects.js";

/** The two sets that a configuration has. */
export interface AssignmentSets {
  readonly assignments: readonly Assignment[];
  readonly groupAssignments: readonly Assignment[];
}

/** The navigation properties that lead to the two sets. */
export type SetName = keyof AssignmentSets;

/** The sets of a new configuration. */
export const emptySets: AssignmentSets = { assignments: [], groupAssignments: [] };

/** What a set shows: when mirrored, `groupAssignments` is the include groups of `assignments`. */
export function viewSet(sets: AssignmentSets, name: SetName, behaviour: Behaviour) {
  return isMirrored(name, behaviour) ? sets.assignments.filter(includesGroup) : sets[name];
}

/** The sets after what one of them shows has become `items`. */
export function replaceSet(
  sets: AssignmentSets,
  change: { readonly name: SetName; readonly items: readonly Assignment[] },
  behaviour: Behaviour,
): AssignmentSets {
  if (!isMirrored(change.name, behaviour)) return { ...sets, [change.name]: change.items };
  const others = sets.assignments.filter((assignment) => !includesGroup(assignment));
  return { ...sets, assignments: [...others, ...change.items] };
}

/** Is this set only another view of the other one? */
export function isMirrored(name: SetName, behaviour: Behaviour): boolean {
  return name === "groupAssignments" && behaviour.groupAssignments === "mirrored";
}

/** The first of `items` that aims at the same as `target`. */
export function findTarget(items: readonly Assignment[], target: AssignmentTarget) {
  const key = keyTarget(target);
  return items.find((item) => keyTarget(item.target) === key);
}

function includesGroup(assignment: Assignment): boolean {
  return nameType(assignment.target["@odata.type"]) === "groupAssignmentTarget";
}
