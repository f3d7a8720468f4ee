import type { Assignment, GroupAssignment, LiveAssignment } from "../domain/assignment.js";
import type { LiveConfiguration } from "../domain/configuration.js";

/** A configuration as it was found, and what of it a program can declare. */
export interface AdoptableConfiguration {
  configuration: LiveConfiguration;
  assignments: readonly Assignment[];
  /** Entries that no program could declare, each with the reason: they are left alone. */
  strange: readonly { entry: LiveAssignment; reason: string }[];
  /** Of the older collection; empty where it merely mirrors the assignments. */
  groupAssignments: readonly GroupAssignment[];
  /** The profile or all its signing certificates have expired, and it is taken nevertheless. */
  allowsExpired: boolean;
  /** Why the configuration itself cannot be managed; empty where it can. */
  obstacles: readonly string[];
}

/** What the tenant holds of what is to be adopted. */
export interface AdoptableTenant {
  configurations: readonly AdoptableConfiguration[];
  /** Display names of the groups that occur, by id; a group that no longer exists is missing. Empty: not readable. */
  groupNames: ReadonlyMap<string, string>;
  /** Of these, the groups that are to be looked up by their display names: no other group has the same. */
  distinctGroupIds: ReadonlySet<string>;
}

/** Every group that occurs in a configuration. */
export function groupIdsOf({ assignments, groupAssignments }: AdoptableConfiguration): string[] {
  return [
    ...assignments.flatMap((entry) => ("groupId" in entry ? [entry.groupId] : [])),
    ...groupAssignments.map(({ targetGroupId }) => targetGroupId),
  ];
}
