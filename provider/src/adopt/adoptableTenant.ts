import type { Assignment, GroupAssignment, LiveAssignment } from "../domain/assignment.js";
import type { AssignmentsInputs } from "../domain/assignmentsInputs.js";
import type { ConfigurationInputs, LiveConfiguration } from "../domain/configuration.js";
import { findInputProblems } from "../domain/findInputProblems.js";

export interface AdoptableConfiguration {
  configuration: LiveConfiguration;
  assignments: readonly Assignment[];
  /** No program can declare these: they are left alone. */
  strange: readonly { entry: LiveAssignment; reason: string }[];
  /** Of the older collection; empty where it mirrors the assignments. */
  groupAssignments: readonly GroupAssignment[];
  /** The profile or all its signing certificates have expired. */
  allowsExpired: boolean;
  /** Why the configuration itself cannot be managed. */
  obstacles: readonly string[];
}

export interface AdoptableTenant {
  configurations: readonly AdoptableConfiguration[];
  /** By id. A deleted group is missing; an unreadable name is empty. */
  groupNames: ReadonlyMap<string, string>;
  /** To be looked up by display name: no other group has it. */
  distinctGroupIds: ReadonlySet<string>;
}

export function groupIdsOf({ assignments, groupAssignments }: AdoptableConfiguration): string[] {
  return [
    ...assignments.flatMap((entry) => ("groupId" in entry ? [entry.groupId] : [])),
    ...groupAssignments.map(({ targetGroupId }) => targetGroupId),
  ];
}

/** Intune may hold what check refuses: a filter on an exclusion, or a target unknown to this release. */
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

/** Does not declare what the profile itself says. */
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

/** Entries that cannot be declared stay: the set is then additive. */
export function assignmentsInputsOf(found: AdoptableConfiguration): AssignmentsInputs {
  const { configuration, assignments, strange, groupAssignments } = found;
  return {
    configurationId: configuration.id,
    assignments: [...assignments],
    ...(groupAssignments.length > 0 && { groupAssignments: [...groupAssignments] }),
    ...(strange.length > 0 && { mode: "additive" as const }),
  };
}
