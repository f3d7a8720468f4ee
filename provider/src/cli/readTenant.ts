import { nameIncludes } from "../domain/alikeNames.js";
import type { LiveConfiguration } from "../domain/configuration.js";
import { listGroupIds, normalizeEntries } from "../domain/entry.js";
import { showName } from "../domain/readable.js";
import { countWords } from "../domain/values.js";
import { systemClock } from "../graph/clock.js";
import { findCloudOfGraph } from "../graph/clouds.js";
import { GraphError } from "../graph/graphError.js";
import { openGraph, type Graph } from "../graph/openGraph.js";
import { resolveSettings } from "../graph/settings.js";
import { entriesOf, readLiveConfiguration, readLiveSet, unlessGone } from "../handlers/readLive.js";
import type { ReadConfiguration, Selection } from "../report/tenantReading.js";
import { createProgress, type CommandProcess, type Progress } from "./terminal.js";

export type OpenTenant = ReturnType<typeof openTenant>;

/** @throws SettingsError when settings are wrong or incomplete. */
export function openTenant({ stderr, env }: Pick<CommandProcess, "stderr" | "env">) {
  const settings = resolveSettings({ config: {}, environment: env });
  const portal = findCloudOfGraph(settings.graphEndpoint)?.adminCenter;
  return {
    graph: openGraph(settings, systemClock, { print: createProgress(stderr, env).warn }),
    tenantId: settings.tenantId,
    /** The page that leads to the profiles; Microsoft documents no address of a single one. */
    portalUrl: portal && `${portal}/#view/Microsoft_Intune_DeviceSettings/AppsMenu/~/overview`,
  };
}

/** `ids` and `name` select, as the options of the commands. */
interface TenantOptions extends Selection {
  progress: Progress;
  ids?: ReadonlySet<string>;
  /** Of Graph. Others end the run; with these, an object is missing. */
  acceptedStatuses: readonly number[];
  withStatuses?: boolean;
}

/** Warns, and returns the status. @throws the error where its status is not accepted. */
type Miss = (what: string, error: unknown) => number | undefined;

/** After so many refusals with nothing shown, the identity may read none. */
const mostRefusals = 16;

/**
 * Warns of each object that is missing.
 *
 * @throws GraphError where Graph shows none, or fails with a status that is not accepted.
 */
export async function readTenant(graph: Graph, options: TenantOptions) {
  const { progress, ids, name = "", acceptedStatuses } = options;
  let isWhole = true;
  const miss: Miss = (what, error) => {
    if (!isRefusal(error, acceptedStatuses)) throw error;
    isWhole = false;
    progress.warn(`Missing: ${what}. ${error.message}`);
    return error.status;
  };
  progress.start("Reading the list of configurations");
  const all = await graph.configurations.list();
  const meant = all.filter(
    ({ id, displayName }) => (ids?.has(id) ?? true) && nameIncludes(displayName, name),
  );
  const configurations = await readConfigurations(graph, meant, { ...options, miss });
  const groupIds = new Set(listGroupIds(configurations.flatMap(({ entries }) => entries)));
  progress.start(`Looking up ${countWords(groupIds.size, "group")}`);
  const found = await graph.groups.findGroups(groupIds).catch((error: unknown) => {
    miss("the names of groups", error);
    return new Map(Array.from(groupIds, (id) => [id, { displayName: "" }]));
  });
  const groupNames = new Map(Array.from(found, ([id, { displayName }]) => [id, displayName]));
  return { listed: all.length, configurations, groupNames, isWhole };
}

async function readConfigurations(
  graph: Graph,
  meant: readonly LiveConfiguration[],
  options: TenantOptions & { miss: Miss },
): Promise<ReadConfiguration[]> {
  const { progress, miss } = options;
  progress.start("Reading configurations and their assignments", meant.length);
  let [shown, refused] = [0, 0];
  const read = await readEach(meant, async (configuration) => {
    const { id, displayName } = configuration;
    const name = `"${showName(displayName)}"`;
    try {
      const found = await unlessGone(readConfiguration(graph, configuration, options));
      shown += 1;
      if (found === undefined)
        progress.warn(`Left out, since it was deleted meanwhile: ${name} (${id}).`);
      return found;
    } catch (error) {
      refused += 1;
      if (shown === 0 && refused >= Math.min(mostRefusals, meant.length)) throw error;
      return { configuration, entries: [], refusedWith: miss(`${id} ${name}`, error) };
    } finally {
      progress.step();
    }
  });
  return read.filter((one) => one !== undefined);
}

async function readConfiguration(
  graph: Graph,
  listed: LiveConfiguration,
  { withStatuses = false }: TenantOptions,
): Promise<ReadConfiguration> {
  const { id } = listed;
  const { live } = await readLiveSet(graph, id);
  const entries = normalizeEntries(entriesOf(live));
  // A list may lack payloads.
  const configuration = listed.payload === null ? await readLiveConfiguration(graph, id) : listed;
  if (!withStatuses) return { configuration, entries };
  const statuses = await graph.configurations.readDeviceStatuses(id).catch((error: unknown) => {
    if (isRefusal(error, [403, 404])) return null;
    throw error;
  });
  return { configuration, entries, statuses };
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

/** Warns where there is none. @throws Error below `atLeast`, or where the options select nothing. */
export function requireFound(
  found: number,
  choice: Partial<Record<"ids" | "name" | "group", unknown>> & { atLeast?: number },
  { listed, progress }: { listed: number; progress: Progress },
): void {
  const { atLeast = 0 } = choice;
  const chosenBy = (["ids", "name", "group"] as const).filter((key) => choice[key] !== undefined);
  const options = chosenBy.map((key) => `--${key}`).join(" with ");
  const problem =
    found === 0 && options !== ""
      ? `${options} fits nothing. None of ${countWords(listed, "configuration")} fits.`
      : found < atLeast &&
        `Found ${countWords(found, "configuration")}, fewer than the ${atLeast} of --at-least.`;
  if (problem) throw new Error(`${problem} Nothing was written. ${possibleReasons}.`);
  if (found > 0) return;
  progress.warn(`Found no configurations. ${possibleReasons}. --at-least 1 makes this a failure.`);
}
