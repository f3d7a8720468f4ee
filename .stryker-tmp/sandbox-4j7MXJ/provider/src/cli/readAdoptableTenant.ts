// @ts-nocheck
import type { Progress } from "./createProgress.js";
import { readEach } from "./readEach.js";
import { normalizeAssignments, normalizeGroupAssignments } from "../domain/assignmentSet.js";
import type { LiveConfiguration } from "../domain/configuration.js";
import { longestComparableName, type Group } from "../domain/group.js";
import { profilePath } from "../domain/findConfigurationProblems.js";
import { findUnmirrored } from "../domain/findUnmirrored.js";
import { findContentDifferences } from "../domain/findContentDifferences.js";
import { configurationInputsOf } from "../adopt/inputsOfApp.js";
import { goalOf, stateOf } from "../handlers/configuration/configurationState.js";
import { checkConfiguration } from "../handlers/configuration/checkConfiguration.js";
import { GraphError } from "../graph/graphError.js";
import type { Graph } from "../graph/openGraph.js";
import {
  groupIdsOf,
  type AdoptableConfiguration,
  type AdoptableTenant,
} from "../adopt/adoptableTenant.js";
import { findDeclarable } from "../adopt/findDeclarable.js";

export interface ReadOptions {
  /** Which configurations are meant. */
  isMeant: (configuration: LiveConfiguration) => boolean;
  /** Groups are to be looked up by their display names, where these tell them apart in the whole directory. */
  looksUpGroups: boolean;
  progress: Progress;
}

/** Reads what is to be adopted. It writes nothing. */
export async function readAdoptableTenant(
  graph: Graph,
  { isMeant, looksUpGroups, progress }: ReadOptions,
): Promise<AdoptableTenant> {
  progress.start("Reading the list of configurations");
  const meant = (await graph.configurations.list()).filter(isMeant);
  progress.start("Reading configurations and their assignments", meant.length);
  const read = await readEach(meant, async ({ id }) => {
    const found = await readUnlessGone(graph, id);
    progress.step();
    return found;
  });
  const configurations = read.filter((found) => found !== undefined);
  progress.start("Reading the groups");
  const groups = await graph.groups.findGroups(new Set(configurations.flatMap(groupIdsOf)));
  return {
    configurations,
    groupNames: new Map([...groups].map(([id, { displayName }]) => [id, displayName])),
    distinctGroupIds: new Set(looksUpGroups ? await findDistinct(graph, groups) : []),
  };
}

async function findDistinct(
  { groups: api }: Graph,
  groups: ReadonlyMap<string, Group>,
): Promise<string[]> {
  const distinct = await readEach([...groups], async ([id, { displayName }]) => {
    const isComparable = displayName !== "" && displayName.length <= longestComparableName;
    const namesakes = isComparable ? await api.findGroupsByDisplayName(displayName) : [];
    return namesakes.length === 1 ? [id] : [];
  });
  return distinct.flat();
}

/** Undefined where it was deleted since it was listed. */
async function readUnlessGone(
  graph: Graph,
  id: string,
): Promise<AdoptableConfiguration | undefined> {
  try {
    return await readFound(graph, id);
  } catch (error) {
    if (error instanceof GraphError && error.isNotFound) return undefined;
    throw error;
  }
}

async function readFound(graph: Graph, id: string): Promise<AdoptableConfiguration> {
  const [configuration, entries, older] = await Promise.all([
    graph.configurations.get(id),
    graph.assignments.readAssignments(id),
    graph.assignments.readGroupAssignments(id),
  ]);
  const live = normalizeAssignments(entries.map(({ assignment }) => assignment));
  return {
    configuration,
    ...findDeclarable(id, live),
    // One entry that is no view of the assignments proves that none is.
    groupAssignments:
      findUnmirrored(older, live).length > 0 ? normalizeGroupAssignments(older) : [],
    ...judgeConfiguration(configuration),
  };
}

/** Whether the resource would take the configuration over as it is. */
function judgeConfiguration(
  configuration: LiveConfiguration,
): Pick<AdoptableConfiguration, "allowsExpired" | "obstacles"> {
  if (configuration.payload === null)
    return { allowsExpired: false, obstacles: ["Intune did not return its profile."] };
  const obstacles = findObstacles(configuration, false);
  if (obstacles.length === 0) return { allowsExpired: false, obstacles };
  return { allowsExpired: true, obstacles: findObstacles(configuration, true) };
}

function findObstacles(configuration: LiveConfiguration, allowsExpired: boolean): string[] {
  const { inputs, problems } = checkConfiguration(
    configurationInputsOf({ configuration, allowsExpired }),
    {},
    Date.now(),
  );
  if (problems.length > 0)
    return problems.map(
      ({ path, reason }) => `Its ${path === profilePath ? "payload" : path} ${reason}.`,
    );
  const goal = goalOf(inputs);
  return findContentDifferences(stateOf(configuration, goal), goal).map(
    (name) =>
      `Its ${name} in Intune is ${JSON.stringify(configuration[name as keyof LiveConfiguration])}, ` +
      `but the profile says ${JSON.stringify(goal[name])}; set it right in Intune, and adopt it then.`,
  );
}
