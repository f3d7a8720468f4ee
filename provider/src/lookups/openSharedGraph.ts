import * as pulumi from "@pulumi/pulumi";
import type { Graph } from "../graph/openGraph.js";
import { ProcessFailure } from "../graph/processFailure.js";
import type { GraphSettings, SettingSources } from "../graph/settings.js";
import { systemClock } from "../graph/systemClock.js";

/** By settings: the programs of several stacks may run in one process. */
const graphs = new Map<string, Graph>();

/** By message, so that the engine, which tells the same error once, tells of wrong settings once. */
const refusals = new Map<string, ProcessFailure>();

/**
 * The Graph that the program's settings name. All look-ups of the process share it, its token and its pace. What speaks
 * HTTP and signs in is loaded here and not before.
 *
 * @throws SettingsError when the settings are wrong or incomplete.
 */
export async function openSharedGraph(): Promise<Graph> {
  const config = new pulumi.Config("intune");
  const settings = await readSettings({
    config: (name) => config.get(name),
    environment: process.env,
  });
  const { openGraph } = await import("../graph/openGraph.js");
  const key = JSON.stringify(settings);
  const graph = graphs.get(key) ?? openGraph(settings, systemClock);
  graphs.set(key, graph);
  return graph;
}

async function readSettings(sources: SettingSources): Promise<GraphSettings> {
  const { resolveSettings } = await import("../graph/settings.js");
  try {
    return resolveSettings(sources);
  } catch (error) {
    if (!(error instanceof ProcessFailure)) throw error;
    const refusal = refusals.get(error.message) ?? error;
    refusals.set(error.message, refusal);
    throw refusal;
  }
}
