// @ts-nocheck
import type { AssignmentTarget } from "intune-graph-emulator";
import type { Assignment, LiveAssignment } from "../../provider/dist/domain/assignment.js";
import { groupId } from "../engine/liveTargets.ts";

/**
 * Entries in words, so that tables can be read: `group 1`, `group 1 filtered`, `not 2` (an exclusion), `users`,
 * `devices`, `collection 3`, and two that no program can declare: `abstract` and `future`.
 */
export type Word = string;

export const filterId = "dddddddd-4444-4444-8444-dddddddddddd";

const typeNames: Readonly<Record<string, string>> = {
  group: "groupAssignmentTarget",
  not: "exclusionGroupAssignmentTarget",
  users: "allLicensedUsersAssignmentTarget",
  devices: "allDevicesAssignmentTarget",
  collection: "configurationManagerCollectionAssignmentTarget",
  abstract: "deviceAndAppManagementAssignmentTarget",
  future: "futureAssignmentTarget",
};

interface Parts {
  kind: string;
  number: number | undefined;
  isFiltered: boolean;
}

function readWord(word: Word): Parts {
  const [kind = "", ...rest] = word.split(" ");
  const digits = rest.find((part) => /^\d+$/.test(part));
  return {
    kind,
    number: digits === undefined ? undefined : Number(digits),
    isFiltered: rest.includes("filtered"),
  };
}

function readIds({ kind, number = 0 }: Parts): { groupId?: string; collectionId?: string } {
  if (kind === "group" || kind === "not") return { groupId: groupId(number) };
  return kind === "collection" ? { collectionId: `SMS${number}` } : {};
}

/** The entry as a program declares it. */
export function declared(word: Word): Assignment {
  const parts = readWord(word);
  return {
    type: typeNames[parts.kind],
    ...readIds(parts),
    ...(parts.isFiltered && { filterId, filterType: "include" }),
  } as Assignment;
}

/** The entry as Graph holds it. */
export function live(word: Word): AssignmentTarget {
  const parts = readWord(word);
  // Without a hash, as in Microsoft's example of the abstract type.
  const prefix = parts.kind === "abstract" ? "microsoft.graph." : "#microsoft.graph.";
  return {
    "@odata.type": prefix + (typeNames[parts.kind] ?? ""),
    ...readIds(parts),
    ...(parts.isFiltered && {
      deviceAndAppManagementAssignmentFilterId: filterId,
      deviceAndAppManagementAssignmentFilterType: "include",
    }),
  };
}

/** What a message to a person calls the entry. */
export function described(word: Word): string {
  const { kind, isFiltered, ...parts } = readWord(word);
  if (kind === "abstract" || kind === "future") return "unrecognized target {";
  const { groupId: group, collectionId } = readIds({ kind, isFiltered, ...parts });
  const filter = isFiltered ? [`with filter include ${filterId}`] : [];
  return [typeNames[kind], group ?? collectionId ?? [], filter].flat().join(" ");
}

/** The word for a target of Graph's, in whichever spelling. */
export function wordOfTarget(target: AssignmentTarget): Word {
  const name = target["@odata.type"].replace(/^#?microsoft\.graph\./, "");
  const kind = Object.keys(typeNames).find((key) => typeNames[key] === name) ?? name;
  const id = target.groupId?.slice(0, 8) ?? target.collectionId?.slice("SMS".length);
  const filter = target.deviceAndAppManagementAssignmentFilterId?.toLowerCase() === filterId;
  return [kind, id === undefined ? [] : String(Number(id)), filter ? "filtered" : []]
    .flat()
    .join(" ");
}

/** The word for an entry of a state or of inputs. */
export function wordOfEntry(entry: LiveAssignment): Word {
  if (entry.type === "unrecognized") {
    return wordOfTarget(JSON.parse(entry.target) as AssignmentTarget);
  }
  const { type, ...rest } = entry as { type: string; filterId?: string };
  const { filterId: deviceAndAppManagementAssignmentFilterId = null, ...ids } = rest;
  return wordOfTarget({ "@odata.type": type, ...ids, deviceAndAppManagementAssignmentFilterId });
}
