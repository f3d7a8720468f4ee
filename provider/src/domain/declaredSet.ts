import type { Assignment, LiveAssignment } from "./assignment.js";
import {
  defaultMode,
  defaultUnmanaged,
  normalizeInputs,
  type CheckedAssignments,
  type Mode,
  type Unmanaged,
} from "./assignmentsInputs.js";
import { isOlder, type Entry } from "./entry.js";

export interface DeclaredSet {
  configurationId: string;
  entries: Entry[];
  /** Whether the program declares the older collection, even empty. */
  declaresOlder: boolean;
  mode: Mode;
  unmanaged: Unmanaged;
  isSecret?: true;
}

export function toDeclaredSet(inputs: CheckedAssignments): DeclaredSet {
  const { configurationId, assignments, groupAssignments, isSecret } = inputs;
  return {
    configurationId,
    entries: [...assignments, ...(groupAssignments ?? [])],
    declaresOlder: groupAssignments !== undefined,
    mode: inputs.mode ?? defaultMode,
    unmanaged: inputs.unmanaged ?? defaultUnmanaged,
    ...(isSecret && { isSecret }),
  };
}

export function splitEntries(entries: readonly Entry[], declaresOlder: boolean) {
  return {
    assignments: entries.filter((entry): entry is LiveAssignment => !isOlder(entry)),
    groupAssignments: declaresOlder ? entries.filter(isOlder) : undefined,
  };
}

export function toInputs(set: DeclaredSet): CheckedAssignments {
  const { configurationId, mode, unmanaged, isSecret } = set;
  const { assignments, groupAssignments } = splitEntries(set.entries, set.declaresOlder);
  return {
    ...normalizeInputs({
      configurationId,
      // May hold live entries that no program can declare, so that a preview shows them.
      assignments: assignments as Assignment[],
      ...(groupAssignments && { groupAssignments }),
      mode,
      unmanaged,
    }),
    ...(isSecret && { isSecret }),
  };
}
