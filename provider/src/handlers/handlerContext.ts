import type { AssignmentsApi } from "../graph/assignmentsApi.js";
import type { ConfigurationsApi } from "../graph/configurationsApi.js";
import type { GraphClock } from "../graph/openGraph.js";
import type { SettingSources } from "../graph/settings.js";
import { systemClock } from "../graph/systemClock.js";
import { createListedSets, type ListedSets } from "./assignments/listedSets.js";
import type { RecordedResource, Run } from "./declaration.js";
import { createTwinIndex, type TwinIndex } from "./configuration/twinIndex.js";

/** What a handler works with. */
export interface HandlerContext {
  api: AssignmentsApi;
  configurations: ConfigurationsApi;
  /** A seam, so that tests need not wait. */
  clock: GraphClock;
  /** For how long a read-back may go on showing the set as it was before the write. */
  readBackMs: number;
  /** Sets as a list of all has them, for refreshes of many; each set is asked for on its own where it is left out. */
  listedSets?: ListedSets;
  /** What the resources of the run declare; a context that serves several runs has none. */
  run?: Run;
  /** The resources that the state of the stack has, where an engine can be asked for them. */
  readStackState?: () => Promise<RecordedResource[]>;
  /** The configurations that a new one is compared with. */
  twins: TwinIndex;
  /** When this process made which configuration, in milliseconds since the epoch: Graph may show a new one late. */
  madeAtMs?: Map<string, number>;
  /** Prints a line for the person who runs the command; a context without one prints nothing. */
  print?: (line: string) => void;
}

export const defaultReadBackMs = 60_000;

/**
 * Opens Graph as the sources say, and returns what makes the context of one operation. HTTP and sign-in are loaded only
 * here: previews, and runs without changes, call check and diff, which need neither.
 *
 * @throws SettingsError when the settings are wrong or incomplete.
 */
export async function openHandlerContext(sources: SettingSources): Promise<() => HandlerContext> {
  const { resolveSettings } = await import("../graph/settings.js");
  const settings = resolveSettings(sources);
  const { openGraph } = await import("../graph/openGraph.js");
  const graph = openGraph(settings, systemClock);
  const shared = {
    clock: systemClock,
    readBackMs: defaultReadBackMs,
    madeAtMs: new Map(),
    twins: createTwinIndex(graph.configurations, systemClock),
    ...(settings.refreshFromList && {
      listedSets: createListedSets(graph.assignments, systemClock),
    }),
  };
  return () => {
    const { assignments, configurations } = graph.forOperation();
    return { ...shared, api: assignments, configurations };
  };
}
