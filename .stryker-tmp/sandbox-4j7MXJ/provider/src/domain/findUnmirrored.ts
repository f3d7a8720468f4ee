// @ts-nocheck
import type { GroupAssignment, LiveAssignment } from "./assignment.js";
import { groupAssignmentKey } from "./assignmentSet.js";
import { normalizeGuid } from "./guid.js";

/** The older collection may be no more than a view of the assignments to groups. These of its entries are none. */
export function findUnmirrored(
  groupAssignments: readonly GroupAssignment[],
  assignments: readonly LiveAssignment[],
): GroupAssignment[] {
  const includedIds = listIncludedGroupIds(assignments);
  return groupAssignments.filter((entry) => !includedIds.has(groupAssignmentKey(entry)));
}

/** The groups that assignments include, by id in lower case. */
export function listIncludedGroupIds(assignments: readonly LiveAssignment[]): Set<string> {
  return new Set(
    assignments.flatMap((entry) =>
      entry.type === "groupAssignmentTarget" ? [normalizeGuid(entry.groupId)] : [],
    ),
  );
}
