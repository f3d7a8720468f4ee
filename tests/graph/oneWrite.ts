import { createRateLimiter, type RateLimiter } from "../../provider/dist/graph/rateLimiter.js";

/** A process's quota: one write in a window that lasts as long as the test. */
export const oneWrite = (): RateLimiter =>
  createRateLimiter({
    now: () => 0,
    sleep: () => new Promise(() => undefined),
    writesPerWindow: 1,
    requestsPerWindow: 9,
    longestPauseMs: 0,
  });
