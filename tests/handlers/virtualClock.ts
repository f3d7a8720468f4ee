import { setImmediate as turn } from "node:timers/promises";
import type { GraphClock } from "../../provider/dist/graph/clock.js";

/** A clock whose waiting takes no time: it jumps ahead and lets the event loop run. */
export function createVirtualClock(): GraphClock {
  let nowMs = Date.UTC(2026, 0, 1);
  return {
    now: () => nowMs,
    async sleep(waitMs) {
      nowMs += waitMs;
      await turn();
    },
  };
}
