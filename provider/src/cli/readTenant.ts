import type { DeviceStatus } from "../domain/configuration.js";
import type { Entry } from "../domain/entry.js";
import { normalizeEntries } from "../domain/entrySet.js";
import { isGuid } from "../domain/guid.js";
import { GraphError } from "../graph/graphError.js";
import type { Graph } from "../graph/openGraph.js";
import { fitsGroup, fitsName, groupIdOf, type Selection } from "../report/selection.js";
import type { ReadConfiguration, ReadGroup, TenantReading } from "../report/tenantReading.js";
import type { Progress } from "./createProgress.js";
import { describeMissing } from "./describeMissing.js";
import { describeNoMatch } from "./expectFound.js";
import { findPayloadReader, readDates, type Payload } from "./readDates.js";
import { listMissing, readListed, type Listed } from "./readListed.js";
import type { OpenTenant } from "./openTenant.js";

export interface TenantOptions {
  progress: Progress;
  /** What Graph answers with 404 is listed as missing, as a 403 always is. */
  continues: boolean;
  selection?: Selection;
  withStatuses?: boolean;
}

/** Reads every configuration with both collections of its assignments, and the groups that they name. */
export async function readTenant(
  { graph, tenantId, portalUrl }: OpenTenant,
  { progress, continues, selection = {}, withStatuses = false }: TenantOptions,
): Promise<TenantReading> {
  progress.start("Reading the list of configurations");
  const all = await graph.configurations.list();
  const meant = all.filter((one) => fitsName(one, selection));
  requireMatch(meant, { selection, listed: all.length });
  progress.start("Reading the assignments of configurations", meant.length);
  const { assignments: api } = graph;
  const readPayload = await findPayloadReader(graph, meant);
  const listed = await readListed(meant, {
    graph,
    progress,
    acceptedStatuses: continues ? [403, 404] : [403],
    read: async (configuration) => {
      const { id } = configuration;
      const live = [...(await api.readAssignments(id)), ...(await api.readGroupAssignments(id))];
      const entries = normalizeEntries(live.map(({ entry }) => entry));
      return {
        entries,
        payload: await readPayload(configuration),
        ...(withStatuses && { statuses: await readStatuses(graph, id) }),
      };
    },
  });
  const refused = listMissing(listed);
  const [first] = refused;
  const lines = continues
    ? refused.map(describeMissing)
    : [`Could not read who gets ${refused.length} of the profiles. ${first?.refusal.message}`];
  if (first !== undefined) for (const line of lines) progress.warn(line);
  const read = listed.map(toRead);
  const groups = await readGroups(read, graph, progress);
  const configurations = read.filter((one) => fitsGroup(one, groups, selection));
  requireMatch(configurations, { selection, listed: all.length });
  return { tenantId, portalUrl, listed: all.length, configurations, groups };
}

/** @throws Error where a name or a group was asked for that nothing fits. */
function requireMatch(
  found: readonly unknown[],
  { selection: { name, group }, listed }: { selection: Selection; listed: number },
): void {
  const options = [
    ...(name === undefined ? [] : ["--name"]),
    ...(group === undefined ? [] : ["--group"]),
  ];
  if (options.length > 0 && found.length === 0)
    throw new Error(describeNoMatch(options.join(" with "), listed));
}

function isForbidden(error: unknown): error is GraphError {
  return error instanceof GraphError && error.status === 403;
}

/** Whoever may read a profile may not be allowed to read its devices: null then. */
async function readStatuses(
  { configurations: api }: Graph,
  id: string,
): Promise<DeviceStatus[] | null> {
  try {
    return await api.readDeviceStatuses(id);
  } catch (error) {
    if (error instanceof GraphError && [403, 404].includes(error.status ?? 0)) return null;
    throw error;
  }
}

interface Found {
  statuses?: DeviceStatus[] | null;
  entries: Entry[];
  payload: Payload;
}

function toRead({ configuration, found, refusal }: Listed<Found>): ReadConfiguration {
  const { id, displayName, payloadFileName, version } = configuration;
  return {
    id,
    displayName,
    payloadFileName: payloadFileName === "" ? undefined : payloadFileName,
    version,
    entries: found?.entries ?? [],
    statuses: found?.statuses,
    ...readDates(configuration, found?.payload ?? undefined),
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
  const ids = configurations.flatMap(({ entries }) => entries).map(groupIdOf);
  return [...new Set(ids)].filter(isGuid);
}
