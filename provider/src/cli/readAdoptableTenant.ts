import { splitEntries } from "../domain/assignmentsInputs.js";
import { isOlder, findMirrored, normalizeEntries } from "../domain/entry.js";
import { findContentDifferences, type LiveConfiguration } from "../domain/configuration.js";
import { longestComparableName, type Group } from "../domain/group.js";
import { goalOf, stateOf } from "../handlers/configuration/configurationState.js";
import { checkConfiguration } from "../handlers/configuration/checkConfiguration.js";
import type { Graph } from "../graph/openGraph.js";
import {
  configurationInputsOf,
  findDeclarable,
  groupIdsOf,
  type AdoptableConfiguration,
  type AdoptableTenant,
} from "../adopt/adoptableTenant.js";
import { isRefusal, listMissing, readEach, readListed, type MissingObject } from "./readListed.js";
import type { Progress } from "./terminal.js";

interface ReadOptions {
  /** The options behind `isMeant`, for errors. */
  options: readonly string[];
  isMeant: (configuration: LiveConfiguration) => boolean;
  /** Only groups whose names are unique in the whole directory. */
  looksUpGroups: boolean;
  /** Lists what Graph answers with 403 or 404 as missing, instead of failing. */
  continues: boolean;
  progress: Progress;
}

export interface ReadResult {
  tenant: AdoptableTenant;
  missing: readonly MissingObject[];
}

export async function readAdoptableTenant(
  graph: Graph,
  { looksUpGroups, continues, ...reading }: ReadOptions,
): Promise<ReadResult> {
  const { listed } = await readListed(graph, {
    ...reading,
    acceptedStatuses: continues ? [403, 404] : [],
    read: ({ id }) => readFound(graph, id),
  });
  const configurations = listed.flatMap(({ found }) => found ?? []);
  reading.progress.start("Reading the groups");
  const ids = [...new Set(configurations.flatMap(groupIdsOf))];
  const { groups, missing } = await readGroups(graph, ids, continues);
  return {
    tenant: {
      configurations,
      groupNames: new Map([...groups].map(([id, { displayName }]) => [id, displayName])),
      distinctGroupIds: new Set(looksUpGroups ? await findDistinct(graph, groups) : []),
    },
    missing: [...listMissing(listed), ...missing],
  };
}

/** With `continues`, an identity that may not read groups gets ids only. */
async function readGroups(
  { groups: api }: Graph,
  ids: readonly string[],
  continues: boolean,
): Promise<{ groups: ReadonlyMap<string, Pick<Group, "displayName">>; missing: MissingObject[] }> {
  try {
    return { groups: await api.findGroups(ids), missing: [] };
  } catch (error) {
    if (!continues || !isRefusal(error, [403])) throw error;
    return {
      groups: new Map(ids.map((id) => [id, { displayName: "" }])),
      missing: ids.map((id) => ({ id, refusal: error })),
    };
  }
}

async function findDistinct(
  { groups: api }: Graph,
  groups: ReadonlyMap<string, Pick<Group, "displayName">>,
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
    // If one entry does not mirror the assignments, none does.
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
