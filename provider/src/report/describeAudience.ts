import type { ReportedAssignment } from "./tenantReport.js";

/** As `All Users, 2 groups, without 1 group`; `nobody` where nobody is included. */
export function describeAudience(assignments: readonly ReportedAssignment[]): string {
  const count = (type: ReportedAssignment["type"]): number =>
    assignments.filter((entry) => entry.type === type).length;
  const excluded = count("exclusionGroupAssignmentTarget");
  const included = [
    ...(count("allLicensedUsersAssignmentTarget") > 0 ? ["All Users"] : []),
    ...(count("allDevicesAssignmentTarget") > 0 ? ["All Devices"] : []),
    ...countWords(count("groupAssignmentTarget"), "group"),
    ...countWords(count("configurationManagerCollectionAssignmentTarget"), "collection"),
    ...countWords(count("unrecognized"), "other target"),
  ];
  const whom = included.length === 0 ? "nobody" : included.join(", ");
  return [whom, ...countWords(excluded, "group").map((words) => `without ${words}`)].join(", ");
}

function countWords(count: number, noun: string): string[] {
  return count === 0 ? [] : [`${count} ${noun}${count === 1 ? "" : "s"}`];
}
