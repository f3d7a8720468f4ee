import type { LiveAssignment } from "../domain/assignment.js";
import { isOlder } from "../domain/entry.js";
import { findMirrored, subtractEntries } from "../domain/entrySet.js";
import type { ReadConfiguration, ReadGroup } from "./tenantReading.js";
import type { ReportedAssignment } from "./tenantReport.js";

/** The entries of both collections, each once, in the fixed order of sets. */
export function reportAssignments(
  { entries }: ReadConfiguration,
  groups: ReadonlyMap<string, ReadGroup>,
): ReportedAssignment[] {
  return subtractEntries(entries, findMirrored(entries, entries)).map((entry) =>
    isOlder(entry)
      ? reportAssignment(
          { type: "groupAssignmentTarget", groupId: entry.targetGroupId },
          "groupAssignments",
          groups,
        )
      : reportAssignment(entry, "assignments", groups),
  );
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
