import { isOlder, type Entry } from "../domain/entry.js";
import { containsUnknown } from "../domain/values.js";
import type { Audience } from "./explanation.js";

/** Why what is lost or gained is not known. */
export const unseen = {
  secret: { kind: "secret", note: "cannot be shown: secret" },
  unknown: { kind: "unknown", note: "not known before the update" },
  unread: { kind: "unknown", note: "a plan does not say what was: give --state" },
  removed: { kind: "unseen", note: 'entries that no preview has shown: unmanaged is "remove"' },
} as const satisfies Record<string, Audience>;

const kinds = {
  allLicensedUsersAssignmentTarget: "allUsers",
  allDevicesAssignmentTarget: "allDevices",
  groupAssignmentTarget: "group",
  exclusionGroupAssignmentTarget: "group",
  configurationManagerCollectionAssignmentTarget: "collection",
  unrecognized: "unrecognized",
} as const;

export function audienceOf(entry: Entry, note?: string): Audience {
  if (containsUnknown(entry)) return unseen.unknown;
  const filter = describeFilter(entry);
  const ids = entry as Partial<Record<"groupId" | "collectionId" | "target", string>>;
  const id = isOlder(entry) ? entry.targetGroupId : (ids.groupId ?? ids.collectionId ?? ids.target);
  const all = [
    ...(note === undefined ? [] : [note]),
    ...(isOlder(entry) ? ["older collection"] : []),
    ...(filter === "none" ? [] : [`with filter ${filter}`]),
  ];
  return {
    kind: isOlder(entry) ? "group" : kinds[entry.type],
    ...(id !== undefined && { id }),
    ...(all.length > 0 && { note: all.join(", ") }),
  };
}

/** As in `include 1b2c…`, or `none`. */
export function describeFilter(entry: Entry): string {
  const { filterId, filterType = "" } = entry as { filterId?: string; filterType?: string };
  return filterId === undefined ? "none" : `${filterType} ${filterId}`;
}

export function isExclusion(entry: Entry): boolean {
  return !isOlder(entry) && entry.type === "exclusionGroupAssignmentTarget";
}

/** The same for entries that differ only in the filter. */
export function targetKey(entry: Entry): string {
  const target = Object.entries(entry).filter(([key]) => !key.startsWith("filter"));
  return JSON.stringify(target);
}
