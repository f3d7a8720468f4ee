import * as pulumi from "@pulumi/pulumi";
import type { Graph } from "../graph/openGraph.js";
import { systemClock } from "../graph/clock.js";
import { createSharedList, type SharedList } from "../handlers/configuration/sharedList.js";
import { countWrites } from "../program/watch.js";
import type { LookupContext } from "./find.js";

/** Programs of several stacks may share a process. */
const graphs = new Map<string, Graph>();

interface RunList {
  graph: Graph;
  /** When the list was made. */
  writes: number;
  sharedList: SharedList;
}

/** Each run has its own monitor. */
const lists = new WeakMap<object, RunList>();

/**
 * All look-ups share its token and rate limit.
 * @throws SettingsError
 */
export async function openLookupContext(): Promise<LookupContext> {
  const config = new pulumi.Config("intune");
  const { resolveSettings } = await import("../graph/settings.js");
  const settings = resolveSettings({
    config: (name) => config.get(name),
    environment: process.env,
  });
  const { openGraph } = await import("../graph/openGraph.js");
  const key = JSON.stringify(settings);
  const graph = graphs.get(key) ?? openGraph(settings, systemClock);
  graphs.set(key, graph);
  const { retryBudgetMs } = graph;
  return { ...graph.forOperation(), sharedList: listOf(graph), clock: systemClock, retryBudgetMs };
}

/** The plugin writes in another process: after a write a new list begins. */
function listOf(graph: Graph): SharedList {
  const run = pulumi.runtime.getMonitor() ?? graph;
  const known = lists.get(run);
  const writes = countWrites();
  if (known?.graph === graph && known.writes === writes) return known.sharedList;
  const sharedList = createSharedList(graph.configurations, systemClock);
  lists.set(run, { graph, writes, sharedList });
  return sharedList;
}
