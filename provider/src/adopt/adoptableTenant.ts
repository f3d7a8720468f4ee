import type { Assignment, GroupAssignment, LiveAssignment } from "../domain/assignment.js";
import { splitEntries, type AssignmentsInputs } from "../domain/assignmentsInputs.js";
import {
  findContentDifferences,
  type ConfigurationInputs,
  type LiveConfiguration,
} from "../domain/configuration.js";
import { findMirrored, isOlder, listGroupIds, type Entry } from "../domain/entry.js";
import { findInputProblems } from "../domain/findInputProblems.js";
import {
  checkConfiguration,
  goalOf,
  stateOf,
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
  return {
    configuration,
    ...findDeclarable(configuration.id, splitEntries(entries, true).assignments),
    // If one entry does not mirror the assignments, none does.
    groupAssignments: findMirrored(older, entries).length < older.length ? older : [],
    ...checkAdoptable(configuration, nowMs),
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

/** Whether the resource would take the configuration over as it is. */
function checkAdoptable(
  configuration: LiveConfiguration,
  nowMs: number,
): Pick<AdoptableConfiguration, "allowsExpired" | "obstacles"> {
  if (configuration.payload === null)
    return { allowsExpired: false, obstacles: ["Intune did not return its profile."] };
  const check = (allowsExpired: boolean) => {
    const inputs = configurationInputsOf({ configuration, allowsExpired });
    return { allowsExpired, obstacles: findObstacles(configuration, inputs, nowMs) };
  };
  const strict = check(false);
  return strict.obstacles.length === 0 ? strict : check(true);
}

function findObstacles(
  configuration: LiveConfiguration,
  declared: ConfigurationInputs,
  nowMs: number,
): string[] {
  const { inputs, problems } = checkConfiguration(declared, {}, nowMs);
  if (problems.length > 0) return problems.map(({ path, reason }) => `Its ${path} ${reason}.`);
  const goal = goalOf(inputs);
  return findContentDifferences(stateOf(configuration, goal), goal).map(
    (name) =>
      `Its ${name} in Intune is ${JSON.stringify(configuration[name as keyof LiveConfiguration])}, ` +
      `but the profile says ${JSON.stringify(goal[name])}; set it right in Intune, and adopt it then.`,
  );
}

export function groupIdsOf({ assignments, groupAssignments }: AdoptableConfiguration): string[] {
  return listGroupIds([...assignments, ...groupAssignments]);
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
  const { configuration, assignments, undeclarable, groupAssignments } = found;
  return {
    configurationId: configuration.id,
    assignments: [...assignments],
    ...(groupAssignments.length > 0 && { groupAssignments: [...groupAssignments] }),
    ...(undeclarable.length > 0 && { mode: "additive" as const }),
  };
}
