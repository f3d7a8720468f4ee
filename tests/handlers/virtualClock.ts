import { setImmediate as turn } from "node:timers/promises";
import type { Clock } from "../../provider/dist/handlers/handlerContext.js";

/** A clock whose waiting takes no time: it jumps ahead and lets the event loop run. */
export function createVirtualClock(): Clock {
  let nowMs = Date.UTC(2026, 0, 1);
  return {
    now: () => nowMs,
    async sleep(waitMs) {
      nowMs += waitMs;
      await turn();
    },
  };
}
