import { setTimeout as delay } from "node:timers/promises";
import { ProcessFailure } from "./graphError.js";

export interface GraphClock {
  now: () => number;
  /** Rejects when waits end. */
  sleep: (waitMs: number) => Promise<unknown>;
}

/** Waits end, and no new change is sent. A sent one is still awaited, or looked for. */
export class CancelledError extends ProcessFailure {
  override readonly name = "CancelledError";
  readonly summary = "the run was cancelled";

  constructor() {
    super(
      "The run was cancelled before this was done. No change was sent after that. " +
        "To continue, run the same command again.",
    );
  }
}

/** @param signal Its reason is a CancelledError. */
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
