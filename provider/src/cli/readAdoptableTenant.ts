import type { Progress } from "./createProgress.js";
import { readEach } from "./readEach.js";
import { readListed } from "./readListed.js";
import { splitEntries } from "../domain/declaredSet.js";
import { isOlder } from "../domain/entry.js";
import { findMirrored, normalizeEntries } from "../domain/entrySet.js";
import type { LiveConfiguration } from "../domain/configuration.js";
import { longestComparableName, type Group } from "../domain/group.js";
import { findContentDifferences } from "../domain/findContentDifferences.js";
import { configurationInputsOf } from "../adopt/inputsOfApp.js";
import { goalOf, stateOf } from "../handlers/configuration/configurationState.js";
import { checkConfiguration } from "../handlers/configuration/checkConfiguration.js";
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
  /** Groups are to be looked up by their display names, where these are unique in the whole directory. */
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
  const read = await readEach(meant, (listed) =>
    readListed(listed, { graph, progress, read: () => readFound(graph, listed.id) }),
  );
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

async function readFound(graph: Graph, id: string): Promise<AdoptableConfiguration> {
  const [configuration, entries, olderEntries] = await Promise.all([
    graph.configurations.get(id),
    graph.assignments.readAssignments(id),
    graph.assignments.readGroupAssignments(id),
  ]);
  const live = normalizeEntries([...entries, ...olderEntries].map(({ entry }) => entry));
  const older = live.filter(isOlder);
  return {
    configuration,
    ...findDeclarable(id, splitEntries(live, true).assignments),
    // One entry that is no view of the assignments proves that none is.
    groupAssignments: findMirrored(older, live).length < older.length ? older : [],
    ...assessConfiguration(configuration),
  };
}

/** Whether the resource would take the configuration over as it is. */
function assessConfiguration(
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
  if (problems.length > 0) return problems.map(({ path, reason }) => `Its ${path} ${reason}.`);
  const goal = goalOf(inputs);
  return findContentDifferences(stateOf(configuration, goal), goal).map(
    (name) =>
      `Its ${name} in Intune is ${JSON.stringify(configuration[name as keyof LiveConfiguration])}, ` +
      `but the profile says ${JSON.stringify(goal[name])}; set it right in Intune, and adopt it then.`,
  );
}
