import type { Assignment, GroupAssignment, LiveAssignment } from "../domain/assignment.js";
import type { AssignmentsInputs } from "../domain/assignmentsInputs.js";
import type { ConfigurationInputs, LiveConfiguration } from "../domain/configuration.js";
import { findInputProblems } from "../domain/findInputProblems.js";

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

/** Intune may hold what check refuses, such as a filter on an exclusion, or a target that this release does not know. */
export function findDeclarable(
  configurationId: string,
  assignments: readonly LiveAssignment[],
): Pick<AdoptableConfiguration, "assignments" | "strange"> {
  const problems = findInputProblems({ configurationId, assignments });
  const reasons = assignments.map(
    (_, index) => problems.find(({ path }) => path.startsWith(`assignments[${index}]`))?.reason,
  );
  return {
    assignments: assignments.filter((_, index) => reasons[index] === undefined) as Assignment[],
    strange: assignments.flatMap((entry, index) => {
      const reason = reasons[index];
      return reason === undefined ? [] : { entry, reason };
    }),
  };
}

/** What the program declares of a configuration: what the profile says by itself is left to it. */
export function configurationInputsOf({
  configuration,
  allowsExpired,
}: Pick<AdoptableConfiguration, "configuration" | "allowsExpired">): ConfigurationInputs {
  const { id, displayName, description, payload, payloadFileName, roleScopeTagIds } = configuration;
  return {
    adoptId: id,
    displayName,
    ...(description !== null && description !== "" && { description }),
    payload: payload ?? "",
    payloadFileName,
    ...(roleScopeTagIds !== null && { roleScopeTagIds }),
    ...(allowsExpired && { allowExpired: true }),
  };
}

/** What the program declares of who gets it. Beside entries that cannot be declared it claims only its own. */
export function assignmentsInputsOf(found: AdoptableConfiguration): AssignmentsInputs {
  const { configuration, assignments, strange, groupAssignments } = found;
  return {
    configurationId: configuration.id,
    assignments: [...assignments],
    ...(groupAssignments.length > 0 && { groupAssignments: [...groupAssignments] }),
    ...(strange.length > 0 && { mode: "additive" as const }),
  };
}
