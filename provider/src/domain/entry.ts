import type { AssignmentTargetType, GroupAssignment, LiveAssignment } from "./assignment.js";
import { compareText } from "./compareText.js";
import { normalizeGuid, zeroGuid } from "./guid.js";
import { toReadable } from "./readable.js";
import { isUnknown } from "./unknown.js";

export type Entry = LiveAssignment | GroupAssignment;

export const targetForms: Readonly<
  Record<AssignmentTargetType, { idProperty?: "groupId" | "collectionId"; takesFilter: boolean }>
> = {
  allLicensedUsersAssignmentTarget: { takesFilter: true },
  allDevicesAssignmentTarget: { takesFilter: true },
  groupAssignmentTarget: { idProperty: "groupId", takesFilter: true },
  exclusionGroupAssignmentTarget: { idProperty: "groupId", takesFilter: false },
  configurationManagerCollectionAssignmentTarget: { idProperty: "collectionId", takesFilter: true },
};

export function isAssignmentTargetType(type: unknown): type is AssignmentTargetType {
  return typeof type === "string" && Object.hasOwn(targetForms, type);
}

/** `target` is sent back as it came, unknown properties included. */
export interface LiveEntry {
  entry: Entry;
  target: Readonly<Record<string, unknown>>;
}

export function isOlder(entry: Entry): entry is GroupAssignment {
  return "targetGroupId" in entry;
}

export function entryKey(entry: Entry): string {
  return JSON.stringify(normalizeEntry(entry));
}

export function normalizeEntry<E extends Entry>(entry: E): E {
  if (isUnknown(entry)) return entry;
  const { type, ...rest } = entry as { type?: AssignmentTargetType } & Record<string, unknown>;
  const hasFilter =
    !isAbsent("filterId", rest["filterId"]) && !isAbsent("filterType", rest["filterType"]);
  const properties = Object.entries(rest)
    .filter(([key, value]) => !isAbsent(key, value) && (hasFilter || !key.startsWith("filter")))
    .map(([key, value]) => [key, typeof value === "string" ? normalizeGuid(value) : value] as const)
    .sort(([a], [b]) => compareText(a, b));
  return { ...(type !== undefined && { type }), ...Object.fromEntries(properties) } as E;
}

/** Graph's spellings of "no filter". */
export function isAbsent(key: string, value: unknown): boolean {
  const isNoFilterId = key === "filterId" && value === zeroGuid;
  const isNoFilterType = key === "filterType" && (value === "none" || value === "");
  return value === null || value === undefined || isNoFilterId || isNoFilterType;
}

export function describeEntry(entry: Entry): string {
  if (isOlder(entry)) return `groupAssignments entry ${entry.targetGroupId}`;
  if (entry.type === "unrecognized")
    return `unrecognized target ${toReadable(entry.target, { maxLength: 200 })}`;
  return [
    entry.type,
    ...("groupId" in entry ? [entry.groupId] : []),
    ...("collectionId" in entry ? [entry.collectionId] : []),
    ...("filterId" in entry ? [`with filter ${entry.filterType ?? ""} ${entry.filterId}`] : []),
  ].join(" ");
}
