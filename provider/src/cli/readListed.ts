import type { LiveConfiguration } from "../domain/configuration.js";
import type { Graph } from "../graph/openGraph.js";
import { confirmGone, unlessGone } from "../handlers/confirmGone.js";
import { showName } from "../domain/showName.js";
import type { Progress } from "./createProgress.js";

interface Reading<Found> {
  graph: Graph;
  progress: Progress;
  read: () => Promise<Found>;
}

/** Reads more of a configuration that was listed. Undefined, with a warning, where it was deleted since. */
export async function readListed<Found extends object>(
  { id, displayName }: LiveConfiguration,
  { graph, progress, read }: Reading<Found>,
): Promise<Found | undefined> {
  const found = await unlessGone(confirmGone(graph, id, read));
  if (found === undefined)
    progress.warn(`Left out, since it was deleted meanwhile: "${showName(displayName)}" (${id}).`);
  progress.step();
  return found;
}
