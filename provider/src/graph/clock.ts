import { setTimeout as delay } from "node:timers/promises";
import { ProcessFailure } from "./processFailure.js";

export interface GraphClock {
  now: () => number;
  sleep: (waitMs: number) => Promise<unknown>;
}

/** The run was cancelled: waits end, and nothing new is changed. What was sent is still awaited, or looked for. */
export class CancelledError extends ProcessFailure {
  override readonly name = "CancelledError";
  readonly summary = "the run was cancelled";

  constructor() {
    super(
      "The run was cancelled before this was done. No change was sent after that. " +
        "To continue, run `pulumi refresh` and then `pulumi up`.",
    );
  }
}

/** Waits end once the signal has aborted; its reason is a CancelledError. */
export function createClock(signal?: AbortSignal): GraphClock {
  return {
    now: () => Date.now(),
    sleep: (waitMs) =>
      delay(waitMs, undefined, { signal }).catch((error: unknown) => {
        throw (signal?.reason ?? error) as Error;
      }),
  };
}

export const systemClock = createClock();
