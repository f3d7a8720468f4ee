import type { DeviceStatus } from "../domain/deviceStatusSummary.js";
import { normalizeEntries, type Entry } from "../domain/entry.js";
import { isGuid } from "../domain/values.js";
import type { Graph } from "../graph/openGraph.js";
import { fitsGroup, fitsName, groupIdOf, type Selection } from "../report/selection.js";
import type { ReadConfiguration, ReadGroup, TenantReading } from "../report/tenantReading.js";
import type { OpenTenant } from "./openTenant.js";
import { createPayloadReader, readDates, type Payload } from "./readDates.js";
import {
  describeMissing,
  isRefusal,
  listMissing,
  readListed,
  requireMatch,
  type Listed,
} from "./readListed.js";
import type { Progress } from "./terminal.js";

interface TenantOptions {
  progress: Progress;
  /** Lists a 404 as missing, as always a 403. */
  continues: boolean;
  selection?: Selection;
  withStatuses?: boolean;
}

export async function readTenant(
  { graph, tenantId, portalUrl }: OpenTenant,
  { progress, continues, selection = {}, withStatuses = false }: TenantOptions,
): Promise<TenantReading> {
  const { assignments: api } = graph;
  const options = (["name", "group"] as const).filter((key) => selection[key] !== undefined);
  const matching = options.map((option) => `--${option}`);
  const readPayload = createPayloadReader(graph);
  const { listed, count } = await readListed(graph, {
    progress,
    options: matching,
    isMeant: (one) => fitsName(one, selection),
    acceptedStatuses: continues ? [403, 404] : [403],
    read: async (configuration) => {
      const { id } = configuration;
      const live = [...(await api.readAssignments(id)), ...(await api.readGroupAssignments(id))];
      return {
        entries: normalizeEntries(live.map(({ entry }) => entry)),
        payload: await readPayload(configuration),
        ...(withStatuses && { statuses: await readStatuses(graph, id) }),
      };
    },
  });
  const missing = listMissing(listed);
  const [first] = missing;
  if (continues) for (const one of missing) progress.warn(describeMissing(one));
  else if (first !== undefined)
    progress.warn(
      `Could not read who gets ${missing.length} of the profiles. ${first.refusal.message}`,
    );
  const read = listed.map(toRead);
  const groups = await readGroups(read, graph, progress);
  const configurations = read.filter((one) => fitsGroup(one, groups, selection));
  requireMatch(configurations, matching, count);
  return { tenantId, portalUrl, listed: count, configurations, groups };
}

/** Null where the identity may not read devices. */
async function readStatuses(
  { configurations: api }: Graph,
  id: string,
): Promise<DeviceStatus[] | null> {
  try {
    return await api.readDeviceStatuses(id);
  } catch (error) {
    if (isRefusal(error, [403, 404])) return null;
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
    if (!isRefusal(error, [403])) throw error;
    progress.warn(`The report shows groups by their ids. ${error.message}`);
    return new Map();
  }
}

/** Graph shows an empty name to an identity that may read only ids. */
function toReadGroup(displayName: string | undefined): ReadGroup {
  if (displayName === undefined) return { state: "missing" };
  return displayName === "" ? { state: "unreadable" } : { state: "found", displayName };
}

function listGroupIds(configurations: readonly ReadConfiguration[]): string[] {
  const ids = configurations.flatMap(({ entries }) => entries).map(groupIdOf);
  return [...new Set(ids)].filter(isGuid);
}
