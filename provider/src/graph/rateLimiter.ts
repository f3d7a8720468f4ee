import {
  countAnswer,
  findRoom,
  givePlaceBack,
  openWindow,
  slowDown,
  takePlace,
  type RateLimitWindow,
} from "./rateLimitWindow.js";

export type RequestKind = "read" | "write";

/** Leave to send one request. */
export interface Permit {
  /** The request's place among all, for the case that it must be sent again. */
  readonly order: number;
  /** Gives the place back to whoever is next: the request is not sent after all. */
  cancel(): void;
  /** To be called once where it is not cancelled: the answer came, or is no longer expected. */
  release(answer: { status?: number; retryAfterMs?: number }): void;
}

/** Holds requests back until the quotas allow them. */
export interface RateLimiter {
  /** Resolves when the request may be sent; those of a kind in order, and with the `order` of before, ahead of later ones. */
  admit(kind: RequestKind, order?: number): Promise<Permit>;
}

export interface RateLimiterOptions {
  writesPerWindow: number;
  requestsPerWindow: number;
  windowMs?: number;
  /** A longer pause is not kept: the requests that wait could not outlast it, and are to fail on Graph's own word. */
  longestPauseMs: number;
  /** Milliseconds; need not be those of any calendar. */
  now: () => number;
  sleep: (waitMs: number) => Promise<unknown>;
}

/**
 * Graph's documented window for Intune is 20 seconds. The rest is for clocks: a timer may end a millisecond early, and
 * two machines' seconds are not of the same length.
 */
export const defaultWindowMs = 20_020;

/** Where a 429 names no time. */
const unnamedPauseMs = 1_000;

interface Waiter {
  order: number;
  go: () => void;
}

/** One rateLimiter serves everything in the process that signs in as one application. */
export function createRateLimiter(options: RateLimiterOptions): RateLimiter {
  const { now, sleep, windowMs = defaultWindowMs } = options;
  const windows: Record<"all" | "write", RateLimitWindow> = {
    all: openWindow(options.requestsPerWindow, windowMs),
    write: openWindow(options.writesPerWindow, windowMs),
  };
  const queues: Record<RequestKind, Waiter[]> = { read: [], write: [] };
  let nextOrder = 1;
  let wakeAtMs = Infinity;

  const change = (kind: RequestKind, step: (window: RateLimitWindow) => RateLimitWindow): void => {
    windows.all = step(windows.all);
    if (kind === "write") windows.write = step(windows.write);
  };
  const waitOf = (kind: RequestKind): number => {
    if (queues[kind].length === 0) return Infinity;
    const waitMs = findRoom(windows.all, now());
    return kind === "read" ? waitMs : Math.max(waitMs, findRoom(windows.write, now()));
  };
  /** The kind whose first request may go now; of both the one that came first, so that neither starves. */
  const findNext = (): RequestKind | undefined =>
    (["read", "write"] as const)
      .filter((kind) => waitOf(kind) === 0)
      .sort((a, b) => (queues[a][0]?.order ?? 0) - (queues[b][0]?.order ?? 0))[0];
  const pump = (): void => {
    for (let kind = findNext(); kind !== undefined; kind = findNext()) {
      change(kind, takePlace);
      queues[kind].shift()?.go();
    }
    wakeLater(Math.min(waitOf("read"), waitOf("write")));
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
      change(kind, givePlaceBack);
      pump();
    },
    release({ status, retryAfterMs }) {
      change(kind, (window) => countAnswer(window, now()));
      // A read counts in the one quota only; a write that is throttled has hit the smaller one.
      const blamed = kind === "write" ? "write" : "all";
      const askedMs = retryAfterMs ?? unnamedPauseMs;
      const pauseMs = askedMs > options.longestPauseMs ? 0 : askedMs;
      if (status === 429) windows[blamed] = slowDown(windows[blamed], now(), pauseMs);
      pump();
    },
  });
  return {
    admit: (kind, order = nextOrder++) =>
      new Promise((resolve) => {
        const queue = queues[kind];
        const ahead = queue.findLastIndex((waiter) => waiter.order < order);
        const go = (): void => {
          resolve(permitOf(kind, order));
        };
        queue.splice(ahead + 1, 0, { order, go });
        pump();
      }),
  };
}
