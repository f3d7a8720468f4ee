import { compareNames } from "./compareNames.js";
import { describeGroup, type Names } from "./names.js";
import type { ReportedAssignment, ReportedConfiguration } from "./tenantReport.js";

/** As `All Users, A, B, C and 2 more, 1 deleted group; excluded: D`; `nobody` where nobody is included. */
export function describeAudience(configuration: ReportedConfiguration, names: Names): string {
  if (configuration.isForbidden) return "not readable (403)";
  if (configuration.isNotFound) return "not readable (404)";
  return describeEntries(configuration.assignments, names);
}

function describeEntries(entries: readonly ReportedAssignment[], names: Names): string {
  const present = entries.filter(({ groupState }) => groupState !== "missing");
  const of = (type: ReportedAssignment["type"]) => present.filter((entry) => entry.type === type);
  const included = [
    ...(of("allLicensedUsersAssignmentTarget").length > 0 ? ["All Users"] : []),
    ...(of("allDevicesAssignmentTarget").length > 0 ? ["All Devices"] : []),
    ...listSome(of("groupAssignmentTarget"), names),
    ...countWords(of("configurationManagerCollectionAssignmentTarget").length, "collection"),
    ...countWords(of("unrecognized").length, "other target"),
  ];
  const gets = [
    included.length === 0 ? "nobody" : included.join(", "),
    ...countWords(entries.length - present.length, "deleted group"),
  ];
  const lacks = listSome(of("exclusionGroupAssignmentTarget"), names);
  return [gets.join(", "), ...lacks.map((some) => `excluded: ${some}`)].join("; ");
}

const mostNames = 3;

/** The groups of entries by name, the first few of them. */
function listSome(entries: readonly ReportedAssignment[], names: Names): string[] {
  const groups = entries.map(({ groupId = "", groupState, groupDisplayName = null }) => ({
    id: groupId,
    displayName: groupDisplayName,
    state: groupState ?? "unreadable",
  }));
  const all = groups.toSorted(compareNames).map((group) => describeGroup(group, names));
  const distinct = [...new Set(all)];
  const some = distinct.slice(0, mostNames).join(", ");
  const others = distinct.length - mostNames;
  return distinct.length === 0 ? [] : [others > 0 ? `${some} and ${others} more` : some];
}

function countWords(count: number, noun: string): string[] {
  return count === 0 ? [] : [`${count} ${noun}${count === 1 ? "" : "s"}`];
}
