import { createClock, type GraphClock } from "../graph/clock.js";
import type { ConfigurationsApi } from "../graph/configurationsApi.js";
import type { GraphClient } from "../graph/graphClient.js";
import type { GroupsApi } from "../graph/groupsApi.js";
import type { SettingSources } from "../graph/settings.js";
import { createListedSets, type ListedSets } from "./assignments/listedSets.js";
import type { RecordedResource, Run } from "./declaration.js";
import { createSharedList, type SharedList } from "./configuration/sharedList.js";

export interface Host {
  run: Run;
  readStackState: () => Promise<RecordedResource[]>;
  print: (line: string) => void;
  /** Aborts when the run is cancelled. */
  signal?: AbortSignal | undefined;
  /** Processes of one engine share quotas. */
  engineAddress?: string | undefined;
}

export interface HandlerContext extends Host {
  configurations: ConfigurationsApi;
  groups: GroupsApi;
  write: GraphClient["write"];
  clock: GraphClock;
  /** How long Graph may show a former set. */
  readBackMs: number;
  retryBudgetMs: number;
  listedSets?: ListedSets;
  sharedList: SharedList;
  /** Since the epoch: Graph may show new ones late. */
  madeAtMs: Map<string, number>;
  /** Named by a person: twins to take over, each once. */
  adoptIds: Set<string>;
}

export const defaultReadBackMs = 60_000;

/** Loads HTTP and sign-in, which previews do not need. */
export async function openHandlerContext(sources: SettingSources, host: Host) {
  const { resolveSettings } = await import("../graph/settings.js");
  const settings = resolveSettings(sources);
  const { openGraph } = await import("../graph/openGraph.js");
  const clock = createClock(host.signal);
  const graph = openGraph(settings, clock, host);
  const shared = {
    ...host,
    clock,
    readBackMs: defaultReadBackMs,
    retryBudgetMs: graph.retryBudgetMs,
    madeAtMs: new Map<string, number>(),
    adoptIds: new Set(settings.adoptIds),
    sharedList: createSharedList(graph.configurations, clock),
    ...(settings.refreshFromList && {
      listedSets: createListedSets(graph.configurations, clock),
    }),
  };
  return () => ({ ...shared, ...graph.forOperation() });
}
