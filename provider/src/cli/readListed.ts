import type { LiveConfiguration } from "../domain/configuration.js";
import { showName } from "../domain/showName.js";
import { GraphError } from "../graph/graphError.js";
import type { Graph } from "../graph/openGraph.js";
import { confirmGone, unlessGone } from "../handlers/readLive.js";
import type { Progress } from "./createProgress.js";
import type { MissingObject } from "./describeMissing.js";
import { readEach } from "./readEach.js";

interface Reading<Found> {
  graph: Graph;
  progress: Progress;
  read: (configuration: LiveConfiguration) => Promise<Found>;
  /** With these statuses of Graph's the others are still read. */
  acceptedStatuses: readonly number[];
}

/** A listed configuration with what was read of it, or why Graph did not show it. */
export type Listed<Found> = { configuration: LiveConfiguration } & (
  { found: Found; refusal?: undefined } | { found?: undefined; refusal: GraphError }
);

/** So many refusals, and nothing shown yet, mean that the identity may read none. */
const mostRefusals = 16;

/**
 * Reads more of each configuration that was listed. One that was deleted since is left out, with a warning.
 *
 * @throws GraphError where Graph shows none of them, or fails with a status that is not accepted.
 */
export async function readListed<Found extends object>(
  configurations: readonly LiveConfiguration[],
  { graph, progress, read, acceptedStatuses }: Reading<Found>,
): Promise<Listed<Found>[]> {
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
      if (!(error instanceof GraphError) || !acceptedStatuses.includes(error.status ?? 0))
        throw error;
      refusals.push(error);
      if (shown === 0 && refusals.length >= mostRefusals) throw error;
      return [{ configuration, refusal: error }];
    } finally {
      progress.step();
    }
  };
  const listed = (await readEach(configurations, readOne)).flat();
  const [refusal] = refusals;
  if (refusal !== undefined && shown === 0) throw refusal;
  return listed;
}

export function listMissing(listed: readonly Listed<object>[]): MissingObject[] {
  return listed.flatMap(({ configuration: { id, displayName }, refusal }) =>
    refusal === undefined ? [] : [{ id, displayName, refusal }],
  );
}
