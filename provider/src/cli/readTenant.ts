import { isOlder } from "../domain/entry.js";
import { normalizeEntries } from "../domain/entrySet.js";
import { isGuid } from "../domain/guid.js";
import type { LiveConfiguration } from "../domain/configuration.js";
import { GraphError } from "../graph/graphError.js";
import type { Graph } from "../graph/openGraph.js";
import type { ReadConfiguration, ReadGroup, TenantReading } from "../report/tenantReading.js";
import type { Progress } from "./createProgress.js";
import { readEach } from "./readEach.js";
import { readListed } from "./readListed.js";
import type { OpenTenant } from "./openTenant.js";

/** Reads every configuration with both collections of its assignments, and the groups that they name. */
export async function readTenant(
  { graph, tenantId }: OpenTenant,
  progress: Progress,
): Promise<TenantReading> {
  progress.start("Reading the list of configurations");
  const listed = await graph.configurations.list();
  progress.start("Reading the assignments of configurations", listed.length);
  const refusals: GraphError[] = [];
  let isAnyShown = false;
  const readOrNote = async (configuration: LiveConfiguration): Promise<ReadConfiguration> => {
    try {
      const found = await readConfiguration(configuration, graph);
      isAnyShown = true;
      return found;
    } catch (error) {
      if (!isForbidden(error)) throw error;
      refusals.push(error);
      if (!isAnyShown && refusals.length >= mostRefusals) throw error;
      return { ...describeListed(configuration), entries: [], isForbidden: true };
    }
  };
  const read = await readEach(listed, (configuration) =>
    readListed(configuration, { graph, progress, read: () => readOrNote(configuration) }),
  );
  const [refusal] = refusals;
  if (refusal !== undefined && !isAnyShown) throw refusal;
  if (refusal !== undefined)
    progress.warn(
      `Who gets ${refusals.length} of ${listed.length} profiles could not be read. ${refusal.message}`,
    );
  const configurations = read.filter((one) => one !== undefined);
  return { tenantId, configurations, groups: await readGroups(configurations, graph, progress) };
}

/** So many refusals, and nothing shown yet, mean that the identity may read none. */
const mostRefusals = 16;

function isForbidden(error: unknown): error is GraphError {
  return error instanceof GraphError && error.status === 403;
}

async function readConfiguration(
  configuration: LiveConfiguration,
  { assignments: api }: Graph,
): Promise<ReadConfiguration> {
  const { id } = configuration;
  const live = [...(await api.readAssignments(id)), ...(await api.readGroupAssignments(id))];
  return {
    ...describeListed(configuration),
    entries: normalizeEntries(live.map(({ entry }) => entry)),
  };
}

function describeListed({
  id,
  displayName,
  expirationDateTime,
  payloadFileName,
  version,
}: LiveConfiguration): Omit<ReadConfiguration, "entries"> {
  return {
    id,
    displayName,
    expirationDateTime: expirationDateTime ?? undefined,
    payloadFileName: payloadFileName === "" ? undefined : payloadFileName,
    version,
  };
}

/** Names are worth having but not needed: an identity that may not read groups gets the report with their ids. */
async function readGroups(
  configurations: readonly ReadConfiguration[],
  graph: Graph,
  progress: Progress,
): Promise<Map<string, ReadGroup>> {
  const ids = listGroupIds(configurations);
  progress.start(`Looking up ${ids.length} groups`);
  try {
    const found = await graph.groups.findGroups(ids);
    return new Map(ids.map((id) => [id, toReadGroup(found.get(id)?.displayName)]));
  } catch (error) {
    if (!isForbidden(error)) throw error;
    progress.warn(`The report shows groups by their ids. ${error.message}`);
    return new Map();
  }
}

/** An empty name is what Graph shows to whom it shows no more than the id. */
function toReadGroup(displayName: string | undefined): ReadGroup {
  if (displayName === undefined) return { state: "missing" };
  return displayName === "" ? { state: "unreadable" } : { state: "found", displayName };
}

function listGroupIds(configurations: readonly ReadConfiguration[]): string[] {
  const ids = configurations
    .flatMap(({ entries }) => entries)
    .flatMap((entry) =>
      isOlder(entry) ? entry.targetGroupId : "groupId" in entry ? entry.groupId : [],
    );
  return [...new Set(ids)].filter(isGuid);
}
