import { createClock } from "../graph/clock.js";
import type { GraphRun } from "../graph/openGraph.js";
import type { SettingSources } from "../graph/settings.js";
import { createListedSets } from "./assignments/listedSets.js";
import { createSharedList } from "./configuration/sharedList.js";
import type { RecordedResource, Run } from "./declaration.js";

export interface Host extends GraphRun {
  run: Run;
  readStackState: () => Promise<RecordedResource[]>;
}

/** Of one operation. */
export type HandlerContext = ReturnType<Awaited<ReturnType<typeof openHandlerContext>>>;

export const defaultReadBackMs = 60_000;

/** Loads HTTP and sign-in, which previews do not need. */
export async function openHandlerContext(sources: SettingSources, host: Host) {
  const { resolveSettings } = await import("../graph/settings.js");
  const settings = resolveSettings(sources);
  const { openGraph } = await import("../graph/openGraph.js");
  const clock = createClock(host.signal);
  const graph = openGraph(settings, clock, host);
  const { configurations, retryBudgetMs } = graph;
  const shared = {
    ...host,
    clock,
    /** How long Graph may show a former set. */
    readBackMs: defaultReadBackMs,
    retryBudgetMs,
    /** Since the epoch: Graph may show new ones late. */
    madeAtMs: new Map<string, number>(),
    /** Named by a person: twins to take over, each once. */
    adoptIds: new Set(settings.adoptIds),
    sharedList: createSharedList(configurations, clock),
    ...(settings.refreshFromList && { listedSets: createListedSets(configurations, clock) }),
  };
  return () => ({ ...shared, ...graph.forOperation() });
}

/** Ends at a cancellation, unless it has a change to send: that is awaited, or looked for. */
export async function untilCancelled<T>(
  opening: Promise<HandlerContext>,
  run: (context: HandlerContext) => Promise<T>,
): Promise<T> {
  const context = await opening;
  context.signal?.throwIfAborted();
  const { promise: cancelled, reject } = Promise.withResolvers<never>();
  const end = (): void => {
    reject(context.signal?.reason);
  };
  const goOn = (): void => context.signal?.removeEventListener("abort", end);
  const write: HandlerContext["write"] = ({ requestFor, ...change }) =>
    context.write({
      ...change,
      requestFor(...found) {
        const request = requestFor(...found);
        if (request !== undefined) goOn();
        return request;
      },
    });
  context.signal?.addEventListener("abort", end);
  return Promise.race([Promise.resolve({ ...context, write }).then(run), cancelled]).finally(goOn);
}
