import type { Group } from "../graphObjects.js";
import { selectProperties } from "../query/selectProperties.js";

/** Permissions: Graph's documentation of groups. */
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

/** Of a group's many properties the emulator knows three. */
export function presentGroup(group: Group, select: string | undefined) {
  return selectProperties({ ...group }, select, "group");
}
