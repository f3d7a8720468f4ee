import { assignmentKey, groupAssignmentKey, subtractEntries } from "../../domain/assignmentSet.js";
import type { AssignmentsInputs } from "../../domain/assignmentsInputs.js";
import type { KnownEntries } from "./assignGoal.js";

/**
 * What the creates and updates of one run have declared. Of a resource that was renamed without an alias the engine makes
 * the new one, which finds its entries live and writes nothing, and then deletes the old one: that must leave what the
 * new one declares, or nobody has the profile any more and the next run finds nothing to do.
 */
export interface DeclaredInRun {
  note: (inputs: AssignmentsInputs) => void;
  /** Those of the entries that nothing has declared for the configuration. */
  withoutDeclared: (configurationId: string, entries: KnownEntries) => KnownEntries;
}

export function createDeclaredInRun(): DeclaredInRun {
  const declared = new Map<string, AssignmentsInputs[]>();
  return {
    note(inputs) {
      const others = declared.get(inputs.configurationId) ?? [];
      declared.set(inputs.configurationId, [...others, inputs]);
    },
    withoutDeclared(configurationId, { assignments, groupAssignments }) {
      const sets = declared.get(configurationId) ?? [];
      const kept = sets.flatMap((set) => set.assignments);
      const keptGroups = sets.flatMap((set) => set.groupAssignments ?? []);
      return {
        assignments: subtractEntries(assignments, kept, assignmentKey),
        groupAssignments: subtractEntries(groupAssignments, keptGroups, groupAssignmentKey),
      };
    },
  };
}
