// @ts-nocheck
import { setTimeout as delay } from "node:timers/promises";
import type { GraphClock } from "./openGraph.js";

/** The time of this machine. */
export const systemClock: GraphClock = {
  now: () => Date.now(),
  sleep: (waitMs) => delay(waitMs),
};
