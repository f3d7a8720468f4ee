// @ts-nocheck
import type { Group } from "../graphObjects.js";
import { selectProperties } from "../query/selectProperties.js";

/** What the operations on groups share. Permissions: Graph's documentation of groups. */
export const groupOperation = {
  versions: ["/beta", "/v1.0"],
  owner: "directory",
  access: [
    "GroupMember.Read.All",
    "Group.Read.All",
    "Group.ReadWrite.All",
    "Directory.Read.All",
    "Directory.ReadWrite.All",
  ],
} as const;

/** A group as a read shows it; of its many properties the emulator knows three. */
export function presentGroup(group: Group, select: string | undefined) {
  return selectProperties({ ...group }, select, "group");
}
