import { isOlder, type Entry } from "../domain/entry.js";
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
  let shown = 0;
  /** Undefined where Graph refuses to show them. */
  const readEntries = async (id: string): Promise<Entry[] | undefined> => {
    try {
      const { assignments: api } = graph;
      const live = [...(await api.readAssignments(id)), ...(await api.readGroupAssignments(id))];
      shown += 1;
      return normalizeEntries(live.map(({ entry }) => entry));
    } catch (error) {
      if (!isForbidden(error)) throw error;
      refusals.push(error);
      if (shown === 0 && refusals.length >= mostRefusals) throw error;
      return undefined;
    }
  };
  const read = await readEach(listed, (configuration) =>
    readListed(configuration, {
      graph,
      progress,
      read: async () => toRead(configuration, await readEntries(configuration.id)),
    }),
  );
  const [refusal] = refusals;
  if (refusal !== undefined && shown === 0) throw refusal;
  if (refusal !== undefined)
    progress.warn(`Could not read who gets ${refusals.length} of the profiles. ${refusal.message}`);
  const configurations = read.filter((one) => one !== undefined);
  return { tenantId, configurations, groups: await readGroups(configurations, graph, progress) };
}

/** So many refusals, and nothing shown yet, mean that the identity may read none. */
const mostRefusals = 16;

function isForbidden(error: unknown): error is GraphError {
  return error instanceof GraphError && error.status === 403;
}

function toRead(
  { id, displayName, expirationDateTime, payloadFileName, version }: LiveConfiguration,
  entries: readonly Entry[] | undefined,
): ReadConfiguration {
  return {
    id,
    displayName,
    expirationDateTime: expirationDateTime ?? undefined,
    payloadFileName: payloadFileName === "" ? undefined : payloadFileName,
    version,
    entries: entries ?? [],
    ...(entries === undefined && { isForbidden: true }),
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
