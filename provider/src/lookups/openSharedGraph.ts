import * as pulumi from "@pulumi/pulumi";
import type { Graph } from "../graph/openGraph.js";
import { systemClock } from "../graph/systemClock.js";

/** By settings: the programs of several stacks may run in one process. */
const graphs = new Map<string, Graph>();

/**
 * All look-ups of the process share its token and its rate limit. HTTP and sign-in are loaded here and not before.
 *
 * @throws SettingsError when the settings are wrong or incomplete.
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
