import type { AssignmentsApi } from "../graph/assignmentsApi.js";
import type { ConfigurationsApi } from "../graph/configurationsApi.js";
import type { GraphClock } from "../graph/openGraph.js";
import type { SettingSources } from "../graph/settings.js";
import { systemClock } from "../graph/systemClock.js";
import { createListedSets, type ListedSets } from "./assignments/listedSets.js";
import type { RecordedResource, Run } from "./declaration.js";
import { createTwinIndex, type TwinIndex } from "./configuration/twinIndex.js";

export interface Host {
  run: Run;
  readStackState: () => Promise<RecordedResource[]>;
  print: (line: string) => void;
}

export interface HandlerContext extends Host {
  api: AssignmentsApi;
  configurations: ConfigurationsApi;
  clock: GraphClock;
  /** For how long Graph may show a set as it was before a write. */
  readBackMs: number;
  /** Absent where the settings turn refreshes from the list off. */
  listedSets?: ListedSets;
  twins: TwinIndex;
  /** When this process made which configuration, in milliseconds since the epoch: Graph may show a new one late. */
  madeAtMs: Map<string, number>;
}

export const defaultReadBackMs = 60_000;

/** Returns what makes the context of one operation. HTTP and sign-in are loaded only here: previews need neither. */
export async function openHandlerContext(
  sources: SettingSources,
  host: Host,
): Promise<() => HandlerContext> {
  const { resolveSettings } = await import("../graph/settings.js");
  const settings = resolveSettings(sources);
  const { openGraph } = await import("../graph/openGraph.js");
  const graph = openGraph(settings, systemClock);
  const shared = {
    ...host,
    clock: systemClock,
    readBackMs: defaultReadBackMs,
    madeAtMs: new Map<string, number>(),
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
