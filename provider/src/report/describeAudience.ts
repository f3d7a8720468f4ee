import { visibleForm } from "../domain/alikeNames.js";
import { countEach } from "../domain/values.js";
import { showName } from "../domain/readable.js";
import { compareNames, type Named } from "./order.js";
import type {
  ReportedAssignment,
  ReportedConfiguration,
  ReportedGroup,
  TenantReport,
} from "./tenantReport.js";

/** If several share a name, their ids follow it. */
export interface Names {
  profile: (profile: Named) => string;
  group: (group: ReportedGroup) => string;
}

export function createNames({ configurations, groups }: TenantReport): Names {
  const nameGroup = createNaming(groups.filter(({ state }) => state === "found"));
  const inState = {
    found: nameGroup,
    missing: ({ id }: Named) => `deleted group ${id}`,
    unreadable: ({ id }: Named) => `group ${id} (name not readable)`,
  };
  return { profile: createNaming(configurations), group: (one) => inState[one.state](one) };
}

function createNaming(all: readonly Named[]): (one: Named) => string {
  const keyOf = ({ displayName }: Named): string => visibleForm(displayName ?? "").trim();
  const counts = countEach(all.map(keyOf));
  return (one) => {
    const name = showName(one.displayName ?? "");
    return (counts.get(keyOf(one)) ?? 0) > 1 ? `${name} (${one.id})` : name;
  };
}

export function describeAudience(configuration: ReportedConfiguration, names: Names): string {
  const who = describeWho(configuration, names, { mostNames: 3 });
  return join("; ", [who, describeStatuses(configuration)]);
}

interface Wording {
  mostNames?: number;
  /** Replaces an empty list of inclusions. */
  nobody?: string;
}

/** As `All Users, A, B and 2 more, 1 deleted group; excluded: D`. */
export function describeWho(
  given: Pick<ReportedConfiguration, "assignments" | "isForbidden" | "isNotFound">,
  names: Names,
  { mostNames = Infinity, nobody = "nobody" }: Wording = {},
): string {
  if (given.isForbidden) return "not readable (403)";
  if (given.isNotFound) return "not readable (404)";
  const present = given.assignments.filter(({ groupState }) => groupState !== "missing");
  const of = (type: ReportedAssignment["type"]) => present.filter((entry) => entry.type === type);
  const listSome = (type: ReportedAssignment["type"]): string => {
    const all = nameGroups(of(type), names);
    const others = all.length - mostNames;
    return all.slice(0, mostNames).join(", ") + (others > 0 ? ` and ${others} more` : "");
  };
  const included = join(", ", [
    ...nameOnce(of("allLicensedUsersAssignmentTarget"), () => "All Users"),
    ...nameOnce(of("allDevicesAssignmentTarget"), () => "All Devices"),
    listSome("groupAssignmentTarget"),
    ...nameOnce(
      of("configurationManagerCollectionAssignmentTarget"),
      ({ collectionId = "" }) => `collection ${showName(collectionId)}`,
    ),
    countWords(of("unrecognized").length, "other target"),
  ]);
  const gone = countWords(given.assignments.length - present.length, "deleted group");
  const excluded = listSome("exclusionGroupAssignmentTarget");
  const gets = join(", ", [included === "" ? nobody : included, gone]);
  return join("; ", [gets, excluded && `excluded: ${excluded}`]);
}

/** As `12 devices: 10 compliant, 2 error`. */
export function describeStatuses({ statuses }: ReportedConfiguration): string {
  if (statuses === undefined) return "";
  if (statuses === null) return "devices not readable";
  const parts = Object.entries(statuses.counts).map(
    ([name, count]) => `${count} ${showName(name)}`,
  );
  const devices = countWords(statuses.deviceCount, "device") || "no device";
  return join(": ", [devices, parts.join(", ")]);
}

function nameGroups(entries: readonly ReportedAssignment[], names: Names): string[] {
  const groups = entries.map(({ groupId = "", groupState, groupDisplayName = null, filterId }) => ({
    id: groupId,
    displayName: groupDisplayName,
    state: groupState ?? "unreadable",
    filterId,
  }));
  return nameOnce(groups.toSorted(compareNames), names.group);
}

/** Each name once; with a filter it counts as another name. */
function nameOnce<Entry extends { filterId?: string | undefined }>(
  entries: readonly Entry[],
  nameOf: (entry: Entry) => string,
): string[] {
  const all = entries.map((one) => nameOf(one) + (one.filterId === undefined ? "" : " (filter)"));
  return [...new Set(all)];
}

/** As `2 devices`; empty for 0. */
export function countWords(count: number, noun: string): string {
  return count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;
}

export function join(separator: string, parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(separator);
}
