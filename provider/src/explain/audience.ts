import { isOlder, type Entry } from "../domain/entry.js";
import { containsUnknown } from "../domain/unknown.js";
import type { Audience } from "./explanation.js";

/** Whom an entry concerns. An entry that is not known yet concerns nobody knows whom. */
export function audienceOf(entry: Entry, note?: string): Audience {
  if (containsUnknown(entry)) return { kind: "unknown", note: "not known before the update" };
  const notes = [...(note === undefined ? [] : [note]), ...filterOf(entry)];
  return { ...targetOf(entry), ...(notes.length > 0 && { note: notes.join(", ") }) };
}

function targetOf(entry: Entry): Audience {
  if (isOlder(entry)) return { kind: "group", id: entry.targetGroupId };
  switch (entry.type) {
    case "allLicensedUsersAssignmentTarget":
      return { kind: "allUsers" };
    case "allDevicesAssignmentTarget":
      return { kind: "allDevices" };
    case "groupAssignmentTarget":
    case "exclusionGroupAssignmentTarget":
      return { kind: "group", id: entry.groupId };
    case "configurationManagerCollectionAssignmentTarget":
      return { kind: "collection", id: entry.collectionId };
    case "unrecognized":
      return { kind: "unrecognized", id: entry.target };
  }
}

function filterOf(entry: Entry): string[] {
  return isOlder(entry) || !("filterId" in entry) || entry.filterId === undefined
    ? isOlder(entry)
      ? ["older collection"]
      : []
    : [`with filter ${entry.filterType ?? ""} ${entry.filterId}`];
}

export function isExclusion(entry: Entry): boolean {
  return !isOlder(entry) && entry.type === "exclusionGroupAssignmentTarget";
}

/** The target without its filter: two entries with one of these reach the same people, but for the filter. */
export function targetKey(entry: Entry): string {
  const { filterId: _, filterType: __, ...target } = entry as Entry & Record<string, unknown>;
  return JSON.stringify(target);
}

/** All users and all devices: what an approver must not overlook. */
export function isBroad({ kind }: Audience): boolean {
  return ["allUsers", "allDevices", "everyone"].includes(kind);
}
