import { showName } from "../domain/showName.js";
import { compareNames } from "./compareNames.js";
import { describeGroup, type Names } from "./names.js";
import type { ReportedAssignment, ReportedConfiguration } from "./tenantReport.js";

/** As `All Users, A, B, C and 2 more, 1 deleted group; excluded: D`; `nobody` where nobody is included. */
export function describeAudience(configuration: ReportedConfiguration, names: Names): string {
  const who = describeWho(configuration, { names });
  return [who, describeStatuses(configuration.statuses)].filter((part) => part !== "").join("; ");
}

/** The same without what devices reported. */
export function describeWho(
  { assignments, isForbidden, isNotFound }: ReportedConfiguration,
  wording: Wording,
): string {
  if (isForbidden) return "not readable (403)";
  if (isNotFound) return "not readable (404)";
  return describeEntries(assignments, wording);
}

/** As `12 devices: 10 compliant, 2 error`. */
export function describeStatuses(statuses: ReportedConfiguration["statuses"]): string {
  if (statuses === undefined) return "";
  if (statuses === null) return "devices not readable";
  const { deviceCount, counts } = statuses;
  const parts = Object.entries(counts).map(([status, count]) => `${count} ${showName(status)}`);
  const devices = countWords(deviceCount, "device") || "no device";
  return parts.length === 0 ? devices : `${devices}: ${parts.join(", ")}`;
}

interface Wording {
  names: Names;
  mostNames?: number;
  /** Where nobody is included. */
  nobody?: string;
}

export function describeEntries(
  entries: readonly ReportedAssignment[],
  { names, mostNames = 3, nobody = "nobody" }: Wording,
): string {
  const present = entries.filter(({ groupState }) => groupState !== "missing");
  const of = (type: ReportedAssignment["type"]) => present.filter((entry) => entry.type === type);
  const listSome = (some: readonly ReportedAssignment[]): string => {
    const all = nameGroups(some, names);
    const others = all.length - mostNames;
    return all.slice(0, mostNames).join(", ") + (others > 0 ? ` and ${others} more` : "");
  };
  const included = [
    ...nameOnce(of("allLicensedUsersAssignmentTarget"), () => "All Users"),
    ...nameOnce(of("allDevicesAssignmentTarget"), () => "All Devices"),
    listSome(of("groupAssignmentTarget")),
    countWords(of("configurationManagerCollectionAssignmentTarget").length, "collection"),
    countWords(of("unrecognized").length, "other target"),
  ].filter((part) => part !== "");
  const gone = countWords(entries.length - present.length, "deleted group");
  const excluded = listSome(of("exclusionGroupAssignmentTarget"));
  const gets = [included.join(", ") || nobody, gone].filter((part) => part !== "").join(", ");
  return [gets, excluded && `excluded: ${excluded}`].filter((part) => part !== "").join("; ");
}

/** By name. */
function nameGroups(entries: readonly ReportedAssignment[], names: Names): string[] {
  const groups = entries.map(({ groupId = "", groupState, groupDisplayName = null, filterId }) => ({
    id: groupId,
    displayName: groupDisplayName,
    state: groupState ?? "unreadable",
    filterId,
  }));
  return nameOnce(groups.toSorted(compareNames), (group) => describeGroup(group, names));
}

/** Each name once; a filter narrows an entry down, and makes it another. */
function nameOnce<Entry extends { filterId?: string | undefined }>(
  entries: readonly Entry[],
  nameOf: (entry: Entry) => string,
): string[] {
  const all = entries.map((one) => nameOf(one) + (one.filterId === undefined ? "" : " (filter)"));
  return [...new Set(all)];
}

function countWords(count: number, noun: string): string {
  return count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;
}
