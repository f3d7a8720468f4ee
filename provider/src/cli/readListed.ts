import type { LiveConfiguration } from "../domain/configuration.js";
import { showName } from "../domain/readable.js";
import { GraphError } from "../graph/graphError.js";
import type { Graph } from "../graph/openGraph.js";
import { confirmGone, unlessGone } from "../handlers/readLive.js";
import type { Progress } from "./terminal.js";

interface Reading<Found> {
  progress: Progress;
  /** The options behind `isMeant`, for errors. */
  options: readonly string[];
  isMeant: (configuration: LiveConfiguration) => boolean;
  read: (configuration: LiveConfiguration) => Promise<Found>;
  /** Graph statuses that do not end the run. */
  acceptedStatuses: readonly number[];
}

export type Listed<Found> = { configuration: LiveConfiguration } & (
  { found: Found; refusal?: undefined } | { found?: undefined; refusal: GraphError }
);

/** After so many refusals with nothing shown, the identity may read none. */
const mostRefusals = 16;

/**
 * Leaves out, with a warning, what was deleted since the list was read.
 *
 * @throws GraphError where Graph shows none, or fails with a status that is not accepted.
 */
export async function readListed<Found extends object>(
  graph: Graph,
  { progress, options, isMeant, read, acceptedStatuses }: Reading<Found>,
): Promise<{ listed: Listed<Found>[]; count: number }> {
  progress.start("Reading the list of configurations");
  const all = await graph.configurations.list();
  const meant = all.filter(isMeant);
  requireMatch(meant, options, all.length);
  progress.start("Reading configurations and their assignments", meant.length);
  let shown = 0;
  const refusals: GraphError[] = [];
  const readOne = async (configuration: LiveConfiguration): Promise<Listed<Found>[]> => {
    const { id, displayName } = configuration;
    try {
      const found = await unlessGone(confirmGone(graph, id, () => read(configuration)));
      shown += 1;
      if (found !== undefined) return [{ configuration, found }];
      progress.warn(
        `Left out, since it was deleted meanwhile: "${showName(displayName)}" (${id}).`,
      );
      return [];
    } catch (error) {
      if (!isRefusal(error, acceptedStatuses)) throw error;
      refusals.push(error);
      if (shown === 0 && refusals.length >= mostRefusals) throw error;
      return [{ configuration, refusal: error }];
    } finally {
      progress.step();
    }
  };
  const listed = (await readEach(meant, readOne)).flat();
  const [refusal] = refusals;
  if (refusal !== undefined && shown === 0) throw refusal;
  return { listed, count: all.length };
}

export function isRefusal(error: unknown, statuses: readonly number[]): error is GraphError {
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

export interface MissingObject {
  id: string;
  displayName?: string;
  refusal: GraphError;
}

export function listMissing(listed: readonly Listed<object>[]): MissingObject[] {
  return listed.flatMap(({ configuration: { id, displayName }, refusal }) =>
    refusal === undefined ? [] : [{ id, displayName, refusal }],
  );
}

export function describeMissing({ id, displayName, refusal }: MissingObject): string {
  const name = displayName === undefined ? "" : ` "${showName(displayName)}"`;
  return `Missing: ${id}${name}. ${refusal.message}`;
}

const possibleReasons =
  "Intune lists only configurations that the scope tags of the identity allow: check these, and that the tenant and the cloud are the right ones";

/** @returns a warning where there is none. @throws Error below `atLeast`. */
export function checkCount(found: number, atLeast = 0): string[] {
  const what = found === 1 ? "1 configuration" : `${found} configurations`;
  if (found < atLeast)
    throw new Error(
      `Found ${what}, fewer than the ${atLeast} of --at-least. Nothing was written. ${possibleReasons}.`,
    );
  if (found > 0) return [];
  return [`Found no configurations. ${possibleReasons}. --at-least 1 makes this a failure.`];
}

/** @throws Error where the options select nothing. */
export function requireMatch(
  found: readonly unknown[],
  options: readonly string[],
  listed: number,
): void {
  if (found.length > 0 || options.length === 0) return;
  const there =
    listed === 0 ? "The list of configurations is empty" : `None of ${listed} configurations fits`;
  throw new Error(
    `${options.join(" with ")} fits nothing. ${there}. Nothing was written. ${possibleReasons}.`,
  );
}
