// @ts-nocheck
import type { GroupAssignment, LiveAssignment } from "../../domain/assignment.js";
import {
  defaultMode,
  defaultUnmanaged,
  type AssignmentsInputs,
} from "../../domain/assignmentsInputs.js";
import { toEntry } from "../../graph/wire.js";
import {
  ownedAssignments,
  ownedGroupAssignments,
  type AssignmentsState,
} from "./assignmentsState.js";
import type { AssignGoal } from "./planAssign.js";

/** What a write may remove: what the state has seen, and so a preview has shown, or in additive mode what is ours. */
export interface KnownEntries {
  assignments: readonly LiveAssignment[];
  groupAssignments: readonly GroupAssignment[];
}

export const nothingKnown: KnownEntries = { assignments: [], groupAssignments: [] };

export function knownOf(state: AssignmentsState, inputs: AssignmentsInputs): KnownEntries {
  const isAdditive = inputs.mode === "additive";
  return {
    assignments: isAdditive ? ownedAssignments(state) : state.assignments,
    groupAssignments: isAdditive ? ownedGroupAssignments(state) : (state.groupAssignments ?? []),
  };
}

/** The goal of create and update: what the program declares. */
export function goalOf(inputs: AssignmentsInputs, known: KnownEntries): AssignGoal {
  const mode = inputs.mode ?? defaultMode;
  const unmanaged = inputs.unmanaged ?? defaultUnmanaged;
  // No longer declared: the entries that were are to go, as the preview has shown.
  const desiredGroups =
    inputs.groupAssignments ?? (known.groupAssignments.length > 0 ? [] : undefined);
  return {
    configurationId: inputs.configurationId,
    assignments: {
      mode,
      unmanaged,
      desired: inputs.assignments.map(toEntry),
      known: known.assignments.map(toEntry),
    },
    ...(desiredGroups && {
      groupAssignments: { mode, unmanaged, desired: desiredGroups, known: known.groupAssignments },
    }),
    undeclaredGroupAssignments: unmanaged,
    isShared: mode === "additive",
  };
}

/** The goal of delete: what is ours is gone, and all else stays. */
export function goalOfDelete(state: AssignmentsState): AssignGoal {
  const goal = { mode: "additive", unmanaged: "refuse", desired: [] } as const;
  return {
    configurationId: state.configurationId,
    assignments: { ...goal, known: ownedAssignments(state).map(toEntry) },
    ...(state.groupAssignments && {
      groupAssignments: { ...goal, known: ownedGroupAssignments(state) },
    }),
    undeclaredGroupAssignments: "keep",
    isShared: state.mode === "additive",
  };
}
