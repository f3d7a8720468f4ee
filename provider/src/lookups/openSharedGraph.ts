import * as pulumi from "@pulumi/pulumi";
import type { Graph } from "../graph/openGraph.js";
import { systemClock } from "../graph/systemClock.js";

/** By settings: programs of several stacks may run in one process. */
const graphs = new Map<string, Graph>();

/**
 * All look-ups share its token and rate limit. Loads HTTP and sign-in.
 * @throws SettingsError
 */
export async function openSharedGraph(): Promise<Graph> {
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
  return graph;
}
