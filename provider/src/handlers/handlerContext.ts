import { setTimeout as delay } from "node:timers/promises";
import type { AssignmentsApi } from "../graph/assignmentsApi.js";
import type { ConfigurationsApi } from "../graph/configurationsApi.js";
import type { SettingSources } from "../graph/settings.js";
import { createDeclaredInRun, type DeclaredInRun } from "./assignments/declaredInRun.js";

/** Time, as the handlers see it: a seam, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now: () => number;
  sleep: (waitMs: number) => Promise<unknown>;
}

/** What a handler works with. */
export interface HandlerContext {
  api: AssignmentsApi;
  configurations: ConfigurationsApi;
  clock: Clock;
  /** For how long a read-back may go on showing the set as it was before the write. */
  readBackMs: number;
  /** For how long a write is sent anew whose answers get lost; `defaultResendMs` where it is left out. */
  resendMs?: number;
  /** What the run has declared so far; a context that serves several runs has none. */
  declaredInRun?: DeclaredInRun;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: (waitMs) => delay(waitMs),
};

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
    declaredInRun: createDeclaredInRun(),
    clock: systemClock,
    readBackMs: defaultReadBackMs,
    resendMs: settings.retryBudgetSeconds * 1000,
  };
}
