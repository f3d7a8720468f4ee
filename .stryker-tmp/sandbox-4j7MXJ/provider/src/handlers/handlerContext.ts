// @ts-nocheck
import type { AssignmentsApi } from "../graph/assignmentsApi.js";
import type { ConfigurationsApi } from "../graph/configurationsApi.js";
import type { GraphClock } from "../graph/openGraph.js";
import type { SettingSources } from "../graph/settings.js";
import { systemClock } from "../graph/systemClock.js";
import type { DeclaredInRun } from "./assignments/declaredInRun.js";
import { createListedSets, type ListedSets } from "./assignments/listedSets.js";

/** What a handler works with. */
export interface HandlerContext {
  api: AssignmentsApi;
  configurations: ConfigurationsApi;
  /** A seam, so that tests need not wait. */
  clock: GraphClock;
  /** For how long a read-back may go on showing the set as it was before the write. */
  readBackMs: number;
  /** For how long a write is sent anew whose answers get lost; `defaultResendMs` where it is left out. */
  resendMs?: number;
  /** Sets as a list of all has them, for refreshes of many; each set is asked for on its own where it is left out. */
  listedSets?: ListedSets;
  /** What the resources of the run declare and own; a context that serves several runs has none. */
  declaredInRun?: DeclaredInRun;
}

export const defaultReadBackMs = 60_000;

export const defaultResendMs = 300_000;

/**
 * Opens Graph as the sources say. What speaks HTTP and signs in is loaded here and not before: preview and a run
 * without changes call only check and diff, which need neither.
 *
 * @throws SettingsError when the settings are wrong or incomplete.
 */
export async function openHandlerContext(sources: SettingSources): Promise<HandlerContext> {
  const { resolveSettings } = await import("../graph/settings.js");
  const settings = resolveSettings(sources);
  const { openGraph } = await import("../graph/openGraph.js");
  const { assignments, configurations } = openGraph(settings, systemClock);
  return {
    api: assignments,
    configurations,
    clock: systemClock,
    readBackMs: defaultReadBackMs,
    resendMs: settings.retryBudgetSeconds * 1000,
    ...(settings.refreshFromList && { listedSets: createListedSets(assignments, systemClock) }),
  };
}
