import { groupAssignmentKey, subtractEntries } from "../../domain/assignmentSet.js";
import type { AssignmentsInputs } from "../../domain/assignmentsInputs.js";
import { isUnknown } from "../../domain/unknown.js";
import { toEntry } from "../../graph/wire.js";
import { entryKey, type AssignGoal } from "./planAssign.js";

/**
 * What the program of one run declares. Of a resource that was renamed without an alias the engine makes the new one, which
 * finds its entries live and writes nothing, and then deletes the old one, be it in a later run: that must leave what the
 * new one declares, or nobody has the profile any more and the next run finds nothing to do. It is the same with an entry
 * that moves from one additive set to another.
 */
export interface DeclaredInRun {
  note: (inputs: AssignmentsInputs) => void;
  /** The goal, without the going of what the run declares for the configuration. One that is authoritative stays as it is. */
  spare: (goal: AssignGoal) => AssignGoal;
}

export function createDeclaredInRun(): DeclaredInRun {
  const declared = new Map<string, AssignmentsInputs[]>();
  return {
    note(inputs) {
      // Not known yet: a preview, which deletes nothing.
      if (isUnknown(inputs.assignments) || isUnknown(inputs.groupAssignments)) return;
      const others = declared.get(inputs.configurationId) ?? [];
      declared.set(inputs.configurationId, [...others, inputs]);
    },
    spare(goal) {
      const { assignments, groupAssignments } = goal;
      if (assignments.mode === "authoritative") return goal;
      const sets = declared.get(goal.configurationId) ?? [];
      const kept = sets.flatMap((set) => set.assignments.map(toEntry));
      const keptGroups = sets.flatMap((set) => set.groupAssignments ?? []);
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
