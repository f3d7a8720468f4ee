import type { LiveConfiguration } from "../domain/configuration.js";
import type { DeviceStatus } from "../domain/deviceStatusSummary.js";
import { normalizeEntries, type Entry } from "../domain/entry.js";
import { showName } from "../domain/readable.js";
import { isGuid } from "../domain/values.js";
import { systemClock } from "../graph/clock.js";
import { findCloudOfGraph } from "../graph/clouds.js";
import { GraphError } from "../graph/graphError.js";
import { openGraph, type Graph } from "../graph/openGraph.js";
import { resolveSettings } from "../graph/settings.js";
import { confirmGone, unlessGone } from "../handlers/readLive.js";
import { groupIdOf } from "../report/selection.js";
import type { Progress } from "./terminal.js";

export interface OpenTenant {
  graph: Graph;
  tenantId: string | undefined;
  /** The page that leads to the profiles; Microsoft documents no address of a single one. */
  portalUrl: string | undefined;
}

/** @throws SettingsError when settings are wrong or incomplete. */
export function openTenant(environment: Readonly<Record<string, string | undefined>>): OpenTenant {
  const settings = resolveSettings({ config: () => undefined, environment });
  const portal = findCloudOfGraph(settings.graphEndpoint)?.adminCenter;
  return {
    graph: openGraph(settings, systemClock),
    tenantId: settings.tenantId,
    portalUrl: portal && `${portal}/#view/Microsoft_Intune_DeviceSettings/AppsMenu/~/overview`,
  };
}

export interface TenantOptions {
  progress: Progress;
  isMeant: (configuration: LiveConfiguration) => boolean;
  /** Of Graph. Others end the run; with these, an object is missing. */
  acceptedStatuses: readonly number[];
  withStatuses?: boolean;
}

export interface ReadConfiguration {
  configuration: LiveConfiguration;
  /** Of both collections, each once; none where Graph refused them. */
  entries: readonly Entry[];
  /** Null where the identity may not read devices. */
  statuses?: readonly DeviceStatus[] | null;
  refusal?: GraphError;
}

export interface ReadTenant {
  /** How many configurations there are, meant or not. */
  listed: number;
  configurations: ReadConfiguration[];
  /** Of all groups that entries name, by id. Undefined: deleted. Empty: not readable. */
  groupNames: ReadonlyMap<string, string | undefined>;
  isWhole: boolean;
}

/** After so many refusals with nothing shown, the identity may read none. */
const mostRefusals = 16;

/**
 * Warns of each object that is missing.
 *
 * @throws GraphError where Graph shows none, or fails with a status that is not accepted.
 */
export async function readTenant(graph: Graph, options: TenantOptions): Promise<ReadTenant> {
  const { progress, isMeant } = options;
  progress.start("Reading the list of configurations");
  const all = await graph.configurations.list();
  const meant = all.filter(isMeant);
  progress.start("Reading configurations and their assignments", meant.length);
  const refusals: GraphError[] = [];
  let shown = 0;
  const found = await readEach(meant, async (configuration): Promise<ReadConfiguration[]> => {
    const { id, displayName } = configuration;
    const name = `"${showName(displayName)}"`;
    try {
      const read = () => readConfiguration(graph, configuration, options);
      const one = await unlessGone(confirmGone(graph, id, read));
      shown += 1;
      if (one === undefined)
        progress.warn(`Left out, since it was deleted meanwhile: ${name} (${id}).`);
      return one === undefined ? [] : [one];
    } catch (error) {
      if (!isRefusal(error, options.acceptedStatuses)) throw error;
      refusals.push(error);
      if (shown === 0 && refusals.length >= Math.min(mostRefusals, meant.length)) throw error;
      progress.warn(`Missing: ${id} ${name}. ${error.message}`);
      return [{ configuration, entries: [], refusal: error }];
    } finally {
      progress.step();
    }
  });
  const configurations = found.flat();
  const groups = await readGroupNames(graph, configurations, options);
  const isWhole = refusals.length === 0 && !groups.areRefused;
  return { listed: all.length, configurations, groupNames: groups.names, isWhole };
}

async function readConfiguration(
  { assignments, configurations }: Graph,
  listed: LiveConfiguration,
  { withStatuses = false }: TenantOptions,
): Promise<ReadConfiguration> {
  const { id } = listed;
  const live = [
    ...(await assignments.readAssignments(id)),
    ...(await assignments.readGroupAssignments(id)),
  ];
  const entries = normalizeEntries(live.map(({ entry }) => entry));
  // A list may lack payloads.
  const configuration = listed.payload === null ? await configurations.get(id) : listed;
  if (!withStatuses) return { configuration, entries };
  const statuses = await configurations.readDeviceStatuses(id).catch((error: unknown) => {
    if (isRefusal(error, [403, 404])) return null;
    throw error;
  });
  return { configuration, entries, statuses };
}

async function readGroupNames(
  graph: Graph,
  configurations: readonly ReadConfiguration[],
  { progress, acceptedStatuses }: TenantOptions,
): Promise<{ names: ReadTenant["groupNames"]; areRefused: boolean }> {
  const named = configurations.flatMap(({ entries }) => entries.map(groupIdOf));
  const ids = [...new Set(named)].filter(isGuid);
  progress.start(`Looking up ${ids.length} groups`);
  try {
    const found = await graph.groups.findGroups(ids);
    const names = new Map(ids.map((id) => [id, found.get(id)?.displayName]));
    return { names, areRefused: false };
  } catch (error) {
    if (!isRefusal(error, acceptedStatuses)) throw error;
    progress.warn(`Missing: the names of groups. ${error.message}`);
    return { names: new Map(ids.map((id) => [id, ""])), areRefused: true };
  }
}

function isRefusal(error: unknown, statuses: readonly number[]): error is GraphError {
  return error instanceof GraphError && statuses.includes(error.status ?? 0);
}

/** The client's rate limiter sets the actual limit. */
const mostReadsAtOnce = 32;

/** Keeps the order of items. Begins none after the first failure. */
export async function readEach<Item, Found>(
  items: readonly Item[],
  read: (item: Item) => Promise<Found>,
): Promise<Found[]> {
  // CommonJS can load an ES module only this way.
  const { default: pMap } = await import("p-map");
  return pMap(items, read, { concurrency: mostReadsAtOnce });
}

const possibleReasons =
  "Intune lists only configurations that the scope tags of the identity allow: check these, and that the tenant and the cloud are the right ones";

export interface Expected {
  /** The options that chose what was found. */
  options: readonly string[];
  listed: number;
  atLeast?: number | undefined;
  progress: Progress;
}

/** Warns where there is none. @throws Error below `atLeast`, or where the options select nothing. */
export function requireFound(
  found: number,
  { options, listed, atLeast = 0, progress }: Expected,
): void {
  const what = found === 1 ? "1 configuration" : `${found} configurations`;
  const chosen = options.join(" with ");
  const problem =
    found === 0 && options.length > 0
      ? `${chosen} fits nothing. None of ${listed} configurations fits.`
      : found < atLeast && `Found ${what}, fewer than the ${atLeast} of --at-least.`;
  if (problem) throw new Error(`${problem} Nothing was written. ${possibleReasons}.`);
  if (found === 0)
    progress.warn(
      `Found no configurations. ${possibleReasons}. --at-least 1 makes this a failure.`,
    );
}
