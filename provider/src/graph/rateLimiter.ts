import { RateLimitWindow } from "./rateLimitWindow.js";

export type RequestKind = "read" | "write";

export interface Permit {
  /** The request's place among all, for the case that it must be sent again. */
  readonly order: number;
  cancel(): void;
  /** To be called once where it is not cancelled: the answer came, or is no longer expected. */
  release(answer: { status?: number | undefined; retryAfterMs?: number | undefined }): void;
}

export interface RateLimiterOptions {
  writesPerWindow: number;
  requestsPerWindow: number;
  windowMs?: number;
  /** A longer pause is not kept: the requests that wait could not outlast it, and are to fail on Graph's own word. */
  longestPauseMs: number;
  now: () => number;
  sleep: (waitMs: number) => Promise<unknown>;
}

/** Graph's documented window for Intune is 20 seconds. The rest is for clocks and timers, which differ. */
const defaultWindowMs = 20_020;

/** Where a 429 names no time. */
const unnamedPauseMs = 1_000;

export type RateLimiter = ReturnType<typeof createRateLimiter>;

/** Holds requests back until the quotas allow them: one for everything in the process that signs in as one application. */
export function createRateLimiter(options: RateLimiterOptions) {
  const { now, sleep, windowMs = defaultWindowMs } = options;
  const all = new RateLimitWindow(options.requestsPerWindow, windowMs, now);
  const writes = new RateLimitWindow(options.writesPerWindow, windowMs, now);
  const windowsOf = { read: [all], write: [all, writes] };
  const queue: { kind: RequestKind; order: number; resolve: (permit: Permit) => void }[] = [];
  let nextOrder = 1;
  let wakeAtMs = Infinity;

  const findWait = (kind: RequestKind): number =>
    Math.max(...windowsOf[kind].map((window) => window.findRoom()));
  const pump = (): void => {
    while (queue.length > 0) {
      const waitMs = { read: findWait("read"), write: findWait("write") };
      // Of both kinds the first that came, so that neither starves.
      const index = queue.findIndex(({ kind }) => waitMs[kind] === 0);
      const [next] = index < 0 ? [] : queue.splice(index, 1);
      if (next === undefined) {
        wakeLater(queue.reduce((leastMs, { kind }) => Math.min(leastMs, waitMs[kind]), Infinity));
        return;
      }
      for (const window of windowsOf[next.kind]) window.takePlace();
      next.resolve(permitOf(next.kind, next.order));
    }
  };
  /** One timer at a time, and none while nothing waits: an idle process may end. */
  const wakeLater = (waitMs: number): void => {
    const atMs = now() + waitMs;
    if (atMs >= wakeAtMs) return;
    wakeAtMs = atMs;
    void sleep(waitMs).then(() => {
      if (wakeAtMs === atMs) wakeAtMs = Infinity;
      pump();
    });
  };
  const permitOf = (kind: RequestKind, order: number): Permit => ({
    order,
    cancel() {
      for (const window of windowsOf[kind]) window.givePlaceBack();
      pump();
    },
    release({ status, retryAfterMs = unnamedPauseMs }) {
      for (const window of windowsOf[kind]) window.countAnswer();
      // A read counts in the one quota only; a write that is throttled has hit the smaller one.
      const blamed = kind === "write" ? writes : all;
      if (status === 429) blamed.slowDown(retryAfterMs > options.longestPauseMs ? 0 : retryAfterMs);
      pump();
    },
  });
  return {
    /** Resolves when the request may be sent; those of a kind in order, and with the `order` of before, ahead of later ones. */
    admit: (kind: RequestKind, order = nextOrder++): Promise<Permit> =>
      new Promise((resolve) => {
        const ahead = queue.findLastIndex((waiter) => waiter.order < order);
        queue.splice(ahead + 1, 0, { kind, order, resolve });
        pump();
      }),
  };
}
