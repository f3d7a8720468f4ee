import { isOlder, type Entry } from "../domain/entry.js";
import { normalizeEntries } from "../domain/entrySet.js";
import { isGuid } from "../domain/guid.js";
import { GraphError } from "../graph/graphError.js";
import type { Graph } from "../graph/openGraph.js";
import type { ReadConfiguration, ReadGroup, TenantReading } from "../report/tenantReading.js";
import type { Progress } from "./createProgress.js";
import { describeMissing } from "./describeMissing.js";
import { listMissing, readListed, type Listed } from "./readListed.js";
import type { OpenTenant } from "./openTenant.js";

export interface TenantOptions {
  progress: Progress;
  /** What Graph answers with 404 is listed as missing, as a 403 always is. */
  continues: boolean;
}

/** Reads every configuration with both collections of its assignments, and the groups that they name. */
export async function readTenant(
  { graph, tenantId }: OpenTenant,
  { progress, continues }: TenantOptions,
): Promise<TenantReading> {
  progress.start("Reading the list of configurations");
  const all = await graph.configurations.list();
  progress.start("Reading the assignments of configurations", all.length);
  const { assignments: api } = graph;
  const listed = await readListed(all, {
    graph,
    progress,
    acceptedStatuses: continues ? [403, 404] : [403],
    read: async ({ id }) => {
      const live = [...(await api.readAssignments(id)), ...(await api.readGroupAssignments(id))];
      return normalizeEntries(live.map(({ entry }) => entry));
    },
  });
  const refused = listMissing(listed);
  const [first] = refused;
  const lines = continues
    ? refused.map(describeMissing)
    : [`Could not read who gets ${refused.length} of the profiles. ${first?.refusal.message}`];
  if (first !== undefined) for (const line of lines) progress.warn(line);
  const configurations = listed.map(toRead);
  return { tenantId, configurations, groups: await readGroups(configurations, graph, progress) };
}

function isForbidden(error: unknown): error is GraphError {
  return error instanceof GraphError && error.status === 403;
}

function toRead({ configuration, found, refusal }: Listed<Entry[]>): ReadConfiguration {
  const { id, displayName, expirationDateTime, payloadFileName, version } = configuration;
  return {
    id,
    displayName,
    expirationDateTime: expirationDateTime ?? undefined,
    payloadFileName: payloadFileName === "" ? undefined : payloadFileName,
    version,
    entries: found ?? [],
    ...(refusal && (refusal.status === 403 ? { isForbidden: true } : { isNotFound: true })),
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
