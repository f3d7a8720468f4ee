import type { ReportedAssignment, ReportedConfiguration } from "./tenantReport.js";

/** As `All Users, 2 groups, 1 deleted group; 1 group excluded`; `nobody` where nobody is included. */
export function describeAudience({
  assignments,
  isForbidden,
  isNotFound,
}: ReportedConfiguration): string {
  if (isForbidden) return "not readable (403)";
  if (isNotFound) return "not readable (404)";
  const present = assignments.filter(({ groupState }) => groupState !== "missing");
  const count = (type: ReportedAssignment["type"]): number =>
    present.filter((entry) => entry.type === type).length;
  const excluded = count("exclusionGroupAssignmentTarget");
  const included = [
    ...(count("allLicensedUsersAssignmentTarget") > 0 ? ["All Users"] : []),
    ...(count("allDevicesAssignmentTarget") > 0 ? ["All Devices"] : []),
    ...countWords(count("groupAssignmentTarget"), "group"),
    ...countWords(count("configurationManagerCollectionAssignmentTarget"), "collection"),
    ...countWords(count("unrecognized"), "other target"),
  ];
  const whom = included.length === 0 ? "nobody" : included.join(", ");
  const gets = [whom, ...countWords(assignments.length - present.length, "deleted group")];
  const lacks = countWords(excluded, "group").map((words) => `${words} excluded`);
  return [gets.join(", "), ...lacks].join("; ");
}

function countWords(count: number, noun: string): string[] {
  return count === 0 ? [] : [`${count} ${noun}${count === 1 ? "" : "s"}`];
}
