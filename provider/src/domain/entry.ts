import type { AssignmentTargetType, GroupAssignment, LiveAssignment } from "./assignment.js";
import { compareText } from "./compareText.js";
import { normalizeGuid, zeroGuid } from "./guid.js";
import { toReadable } from "./readable.js";
import { isUnknown } from "./unknown.js";

/** An entry of a set: an assignment, or one of the older, group-only collection. */
export type Entry = LiveAssignment | GroupAssignment;

/** An entry as Graph has it. `target` is sent back as it came, with what this release does not know of it. */
export interface LiveEntry {
  entry: Entry;
  target: Readonly<Record<string, unknown>>;
}

export function isOlder(entry: Entry): entry is GroupAssignment {
  return "targetGroupId" in entry;
}

/** An entry's identity. Graph's own assignment ids play no part in it. */
export function entryKey(entry: Entry): string {
  return JSON.stringify(normalizeEntry(entry));
}

/** The canonical form: keys in a fixed order, GUIDs in lower case, and no filter keys where there is no filter. */
export function normalizeEntry<E extends Entry>(entry: E): E {
  if (isUnknown(entry)) return entry;
  const { type, ...rest } = entry as { type?: AssignmentTargetType } & Record<string, unknown>;
  // Half a filter filters nothing.
  const hasFilter =
    !isAbsent("filterId", rest["filterId"]) && !isAbsent("filterType", rest["filterType"]);
  const properties = Object.entries(rest)
    .filter(([key, value]) => !isAbsent(key, value) && (hasFilter || !key.startsWith("filter")))
    .map(([key, value]) => [key, typeof value === "string" ? normalizeGuid(value) : value] as const)
    .sort(([a], [b]) => compareText(a, b));
  return { ...(type !== undefined && { type }), ...Object.fromEntries(properties) } as E;
}

/** Whether a property says nothing. Graph spells "no filter" as null, absent, the type `none` or the zero GUID. */
export function isAbsent(key: string, value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return (
    (key === "filterId" && value === zeroGuid) ||
    (key === "filterType" && (value === "none" || value === ""))
  );
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
