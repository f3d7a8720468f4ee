import type { AssignmentTargetType, GroupAssignment, LiveAssignment } from "./assignment.js";
import { compareCodeUnits, normalizeGuid, zeroGuid, containsUnknown, isUnknown } from "./values.js";
import type { Values } from "./values.js";
import { toReadable } from "./readable.js";

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
  target: Values;
}

export function isOlder(entry: Entry): entry is GroupAssignment {
  return "targetGroupId" in entry;
}

/** Of both collections, exclusions too. */
export function listGroupIds(entries: readonly Entry[]): string[] {
  return entries.flatMap((entry) => {
    if (isOlder(entry)) return [entry.targetGroupId];
    return "groupId" in entry ? [entry.groupId] : [];
  });
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
    .sort(([a], [b]) => compareCodeUnits(a, b));
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

const typeOrder = [...Object.keys(targetForms), "unrecognized"];

/** Unknown entries may differ: never merged. */
export function normalizeEntries<E extends Entry>(entries: readonly E[]): E[] {
  if (isUnknown(entries)) return entries as E[];
  const normal = entries.map(normalizeEntry);
  const known = dropRepeated(normal.filter((entry) => !containsUnknown(entry)));
  return [...known.sort(compareEntries), ...normal.filter(containsUnknown)];
}

function compareEntries(a: Entry, b: Entry): number {
  return rank(a) - rank(b) || compareCodeUnits(entryKey(a), entryKey(b));
}

function rank(entry: Entry): number {
  return isOlder(entry) ? typeOrder.length : typeOrder.indexOf(entry.type);
}

export function subtractEntries<E extends Entry>(from: readonly E[], other: readonly Entry[]): E[] {
  if (from.length === 0 || other.length === 0) return [...from];
  const keys = new Set(other.map(entryKey));
  return from.filter((entry) => !keys.has(entryKey(entry)));
}

export function intersectEntries<E extends Entry>(from: readonly E[], other: readonly Entry[]) {
  const keys = new Set(other.map(entryKey));
  return from.filter((entry) => keys.has(entryKey(entry)));
}

/** Keeps the first. */
export function dropRepeated<E extends Entry>(entries: readonly E[]): E[] {
  const keyed = entries.map((entry) => [entryKey(entry), entry] as const);
  return [...new Map(keyed.toReversed()).values()].reverse();
}

export function equalEntries(a: readonly Entry[], b: readonly Entry[]): boolean {
  return subtractEntries(a, b).length === 0 && subtractEntries(b, a).length === 0;
}

/** The older collection may be a view of the newer one. */
export function findMirrored(older: readonly Entry[], entries: readonly Entry[]): Entry[] {
  const groups = entries
    .filter((entry) => "groupId" in entry && entry.type === "groupAssignmentTarget")
    .map(({ groupId }) => ({ targetGroupId: groupId }));
  return intersectEntries(older, groups);
}
