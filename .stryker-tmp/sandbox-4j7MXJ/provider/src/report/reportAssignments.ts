// @ts-nocheck
import type { LiveAssignment } from "../domain/assignment.js";
import { normalizeAssignments, normalizeGroupAssignments } from "../domain/assignmentSet.js";
import { findUnmirrored } from "../domain/findUnmirrored.js";
import type { ReadConfiguration, ReadGroup } from "./tenantReading.js";
import type { ReportedAssignment } from "./tenantReport.js";

/** The entries of both collections, each once, in the fixed order of sets. */
export function reportAssignments(
  { assignments, groupAssignments }: ReadConfiguration,
  groups: ReadonlyMap<string, ReadGroup>,
): ReportedAssignment[] {
  const newer = normalizeAssignments(assignments);
  const older = findUnmirrored(normalizeGroupAssignments(groupAssignments), newer).map(
    ({ targetGroupId }): LiveAssignment => ({
      type: "groupAssignmentTarget",
      groupId: targetGroupId,
    }),
  );
  return [
    ...newer.map((entry) => reportAssignment(entry, "assignments", groups)),
    ...older.map((entry) => reportAssignment(entry, "groupAssignments", groups)),
  ];
}

function reportAssignment(
  { type, ...rest }: LiveAssignment,
  collection: ReportedAssignment["collection"],
  groups: ReadonlyMap<string, ReadGroup>,
): ReportedAssignment {
  if (!("groupId" in rest)) return { type, collection, ...rest };
  const group = groups.get(rest.groupId) ?? { state: "unreadable" };
  const groupDisplayName = group.state === "found" ? group.displayName : null;
  return { type, collection, ...rest, groupState: group.state, groupDisplayName };
}
