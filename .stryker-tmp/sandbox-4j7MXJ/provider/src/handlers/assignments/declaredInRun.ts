// @ts-nocheck
import {
  assignmentKey,
  groupAssignmentKey,
  intersectEntries,
  subtractEntries,
} from "../../domain/assignmentSet.js";
import type { AssignmentsInputs } from "../../domain/assignmentsInputs.js";
import { isUnknown } from "../../domain/unknown.js";
import { toEntry } from "../../graph/wire.js";
import type { KnownEntries } from "./assignGoal.js";
import {
  ownedAssignments,
  ownedGroupAssignments,
  type AssignmentsState,
} from "./assignmentsState.js";
import { entryKey, type AssignGoal } from "./planAssign.js";

/**
 * What resources of one run both declare and own. Of a resource that was renamed without an alias the engine makes the new
 * one, which finds its entries live and writes nothing, and then deletes the old one, be it in a later run: that must leave
 * what is the new one's, or nobody has the profile any more and the next run finds nothing to do. It is the same with an
 * entry that moves from one additive set to another. What is declared and not yet owned is not spared: where its write
 * fails, the entry would be nobody's.
 */
export interface DeclaredInRun {
  note: (configurationId: string, entries: KnownEntries) => void;
  /** The goal, without the going of what was noted for the configuration. One that is authoritative stays as it is. */
  spare: (goal: AssignGoal) => AssignGoal;
}

export function createDeclaredInRun(): DeclaredInRun {
  const noted = new Map<string, KnownEntries[]>();
  return {
    note(configurationId, entries) {
      noted.set(configurationId, [...(noted.get(configurationId) ?? []), entries]);
    },
    spare(goal) {
      const { assignments, groupAssignments } = goal;
      if (assignments.mode === "authoritative") return goal;
      const sets = noted.get(goal.configurationId) ?? [];
      const kept = sets.flatMap((set) => set.assignments.map(toEntry));
      const keptGroups = sets.flatMap((set) => set.groupAssignments);
      return {
        ...goal,
        assignments: { ...assignments, known: subtractEntries(assignments.known, kept, entryKey) },
        ...(groupAssignments && {
          groupAssignments: {
            ...groupAssignments,
            known: subtractEntries(groupAssignments.known, keptGroups, groupAssignmentKey),
          },
        }),
      };
    },
  };
}

/** What a resource declares that its state owns already; nothing where it is to become that of another configuration. */
export function findDeclaredOwn(state: AssignmentsState, inputs: AssignmentsInputs): KnownEntries {
  const { configurationId, assignments, groupAssignments = [] } = inputs;
  // Not known yet: a preview, in which nothing goes.
  const isKnown = !isUnknown(assignments) && !isUnknown(groupAssignments);
  if (!isKnown || configurationId !== state.configurationId)
    return { assignments: [], groupAssignments: [] };
  return {
    assignments: intersectEntries(ownedAssignments(state), assignments, assignmentKey),
    groupAssignments: intersectEntries(
      ownedGroupAssignments(state),
      groupAssignments,
      groupAssignmentKey,
    ),
  };
}
