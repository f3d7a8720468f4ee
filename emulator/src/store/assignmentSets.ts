import type { Behaviour } from "../behaviour.js";
import { keyTarget, nameType, type Assignment, type AssignmentTarget } from "../graphObjects.js";

export interface AssignmentSets {
  readonly assignments: readonly Assignment[];
  readonly groupAssignments: readonly Assignment[];
}

export type SetName = keyof AssignmentSets;

export const emptySets: AssignmentSets = { assignments: [], groupAssignments: [] };

/** When mirrored, `groupAssignments` is the include groups of `assignments`. */
export function viewSet(sets: AssignmentSets, name: SetName, behaviour: Behaviour) {
  return isMirrored(name, behaviour) ? sets.assignments.filter(includesGroup) : sets[name];
}

export function replaceSet(
  sets: AssignmentSets,
  change: { readonly name: SetName; readonly items: readonly Assignment[] },
  behaviour: Behaviour,
): AssignmentSets {
  if (!isMirrored(change.name, behaviour)) return { ...sets, [change.name]: change.items };
  const others = sets.assignments.filter((assignment) => !includesGroup(assignment));
  return { ...sets, assignments: [...others, ...change.items] };
}

export function isMirrored(name: SetName, behaviour: Behaviour): boolean {
  return name === "groupAssignments" && behaviour.groupAssignments === "mirrored";
}

/** The first item that aims at the same. */
export function findTarget(items: readonly Assignment[], target: AssignmentTarget) {
  const key = keyTarget(target);
  return items.find((item) => keyTarget(item.target) === key);
}

function includesGroup(assignment: Assignment): boolean {
  return nameType(assignment.target["@odata.type"]) === "groupAssignmentTarget";
}
