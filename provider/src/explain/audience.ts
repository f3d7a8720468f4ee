import type { AssignmentFilter } from "../domain/assignment.js";
import { isOlder, type Entry } from "../domain/entry.js";
import { containsUnknown } from "../domain/unknown.js";
import type { Audience } from "./explanation.js";

/** Whom an entry concerns. An entry that is not known yet concerns nobody knows whom. */
export function audienceOf(entry: Entry, note?: string): Audience {
  if (containsUnknown(entry)) return { kind: "unknown", note: "not known before the update" };
  const filter = describeFilter(entry);
  const notes = [
    ...(note === undefined ? [] : [note]),
    ...(isOlder(entry) ? ["older collection"] : []),
    ...(filter === "none" ? [] : [`with filter ${filter}`]),
  ];
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

/** As in `include 1b2c…`; `none` where there is none. */
export function describeFilter(entry: Entry): string {
  const { filterId, filterType }: AssignmentFilter = "filterId" in entry ? entry : {};
  return filterId === undefined ? "none" : `${filterType ?? ""} ${filterId}`;
}

export function isExclusion(entry: Entry): boolean {
  return !isOlder(entry) && entry.type === "exclusionGroupAssignmentTarget";
}

/** The target without its filter: two entries with one of these reach the same people, but for the filter. */
export function targetKey(entry: Entry): string {
  const target = Object.entries(entry).filter(([key]) => !key.startsWith("filter"));
  return JSON.stringify(target);
}
