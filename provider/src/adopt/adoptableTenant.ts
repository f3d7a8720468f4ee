import type { Assignment, GroupAssignment, LiveAssignment } from "../domain/assignment.js";
import { splitEntries, type AssignmentsInputs } from "../domain/assignmentsInputs.js";
import type { ConfigurationInputs, LiveConfiguration } from "../domain/configuration.js";
import { findMirrored, isOlder, listGroupIds, type Entry } from "../domain/entry.js";
import { findInputProblems } from "../domain/findInputProblems.js";
import {
  checkConfiguration,
  compareWithDeclared,
} from "../handlers/configuration/configurationState.js";

export interface AdoptableConfiguration {
  configuration: LiveConfiguration;
  assignments: readonly Assignment[];
  /** No program can declare these: they are left alone. */
  undeclarable: readonly { entry: LiveAssignment; reason: string }[];
  /** Of the older collection; empty where it mirrors the assignments. */
  groupAssignments: readonly GroupAssignment[];
  /** The profile or all its signing certificates have expired. */
  allowsExpired: boolean;
  /** Why the configuration itself cannot be managed. */
  obstacles: readonly string[];
}

export interface AdoptableTenant {
  configurations: readonly AdoptableConfiguration[];
  /** By id. Absent: deleted. Empty: not readable. */
  groupNames: ReadonlyMap<string, string>;
  /** To be looked up by display name: no other group has it. */
  distinctGroupIds: ReadonlySet<string>;
}

export function toAdoptable(
  configuration: LiveConfiguration,
  entries: readonly Entry[],
  nowMs: number,
): AdoptableConfiguration {
  const older = entries.filter(isOlder);
  const obstacles = findObstacles({ configuration, allowsExpired: true }, nowMs);
  const isExpired = findObstacles({ configuration, allowsExpired: false }, nowMs).length > 0;
  return {
    configuration,
    ...findDeclarable(configuration.id, splitEntries(entries, true).assignments),
    // If one entry does not mirror the assignments, none does.
    groupAssignments: findMirrored(older, entries).length < older.length ? older : [],
    allowsExpired: obstacles.length === 0 && isExpired,
    obstacles,
  };
}

/** Intune may hold what check refuses: a filter on an exclusion, or a target unknown to this release. */
export function findDeclarable(
  configurationId: string,
  assignments: readonly LiveAssignment[],
): Pick<AdoptableConfiguration, "assignments" | "undeclarable"> {
  const problems = findInputProblems({ configurationId, assignments });
  const undeclarable = assignments.flatMap((entry, index) => {
    const problem = problems.find(({ path }) => path.startsWith(`assignments[${index}]`));
    return problem === undefined ? [] : [{ entry, reason: problem.reason }];
  });
  const others = new Set<LiveAssignment>(undeclarable.map(({ entry }) => entry));
  return {
    assignments: assignments.filter((one) => !others.has(one)) as Assignment[],
    undeclarable,
  };
}

type DeclaredConfiguration = Pick<AdoptableConfiguration, "configuration" | "allowsExpired">;

/** Why the resource would not take the configuration over as it is. */
function findObstacles(declared: DeclaredConfiguration, nowMs: number): string[] {
  const { configuration } = declared;
  if (configuration.payload === null) return ["Intune did not return its profile."];
  const { inputs, problems } = checkConfiguration(configurationInputsOf(declared), {}, nowMs);
  if (problems.length > 0) return problems.map(({ path, reason }) => `Its ${path} ${reason}.`);
  return compareWithDeclared(configuration, inputs).differing.map(
    (name) =>
      `Its ${name} in Intune is ${JSON.stringify(configuration[name as keyof LiveConfiguration])}, ` +
      `but the profile says ${JSON.stringify(inputs[name])}; set it right in Intune, and adopt it then.`,
  );
}

export function groupIdsOf({ assignments, groupAssignments }: AdoptableConfiguration): string[] {
  return listGroupIds([...assignments, ...groupAssignments]);
}

/** Does not declare what the profile itself says. */
export function configurationInputsOf({
  configuration,
  allowsExpired,
}: DeclaredConfiguration): ConfigurationInputs {
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
  const { configuration, assignments, undeclarable, groupAssignments } = found;
  return {
    configurationId: configuration.id,
    assignments: [...assignments],
    ...(groupAssignments.length > 0 && { groupAssignments: [...groupAssignments] }),
    ...(undeclarable.length > 0 && { mode: "additive" as const }),
  };
}
