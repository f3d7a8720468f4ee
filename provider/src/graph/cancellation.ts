import { setTimeout as delay } from "node:timers/promises";
import type { GraphClock } from "./openGraph.js";
import { ProcessFailure } from "./processFailure.js";

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

/** The clock of a process that may be cancelled; the signal's reason is a CancelledError. */
export function createCancellableClock(signal: AbortSignal): GraphClock {
  return {
    now: () => Date.now(),
    sleep: (waitMs) =>
      delay(waitMs, undefined, { signal }).catch(() => {
        throw signal.reason as CancelledError;
      }),
  };
}
