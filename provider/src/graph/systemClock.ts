import { setTimeout as delay } from "node:timers/promises";
import type { GraphClock } from "./openGraph.js";

export const systemClock: GraphClock = { now: () => Date.now(), sleep: (waitMs) => delay(waitMs) };
