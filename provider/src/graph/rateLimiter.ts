import { RateLimitWindow } from "./rateLimitWindow.js";
import { RequestsUnderWay } from "./requestsUnderWay.js";
import { isTransient, type FailureKind } from "./retry.js";

export type RequestKind = "read" | "write";

export interface Permit {
  readonly order: number;
  cancel(): void;
  release(failure?: FailureKind): void;
}

interface Waiter {
  kind: RequestKind;
  order: number;
  resolve: (permit: Permit) => void;
  reject: (reason: unknown) => void;
}

export interface RateLimiterOptions {
  writesPerWindow: number;
  requestsPerWindow: number;
  windowMs?: number;
  /** Longer pauses are ignored: waiting requests then fail with Graph's own message. */
  longestPauseMs: number;
  now: () => number;
  /** Rejects when waits end. */
  sleep: (waitMs: number) => Promise<unknown>;
}

/** Graph documents 20 s for Intune; the rest covers differing clocks. */
const defaultWindowMs = 20_020;

const unnamedPauseMs = 1_000;

export type RateLimiter = ReturnType<typeof createRateLimiter>;

/** One per process and application. */
export function createRateLimiter(options: RateLimiterOptions) {
  const { now, sleep, windowMs = defaultWindowMs } = options;
  const all = new RateLimitWindow(options.requestsPerWindow, windowMs, now);
  const writes = new RateLimitWindow(options.writesPerWindow, windowMs, now);
  const windowsOf = { read: [all], write: [all, writes] };
  const underWay = new RequestsUnderWay(now);
  const queue: Waiter[] = [];
  let nextOrder = 1;
  let wakeAtMs = Infinity;

  const findWait = (kind: RequestKind): number =>
    Math.max(...[underWay, ...windowsOf[kind]].map((limit) => limit.findRoom()));
  const pump = (): void => {
    while (queue.length > 0) {
      const waitMs = { read: findWait("read"), write: findWait("write") };
      // The oldest, so that neither kind starves.
      const index = queue.findIndex(({ kind }) => waitMs[kind] === 0);
      const [next] = index < 0 ? [] : queue.splice(index, 1);
      if (next === undefined) {
        wakeLater(queue.reduce((leastMs, { kind }) => Math.min(leastMs, waitMs[kind]), Infinity));
        return;
      }
      for (const limit of [underWay, ...windowsOf[next.kind]]) limit.takePlace();
      next.resolve(permitOf(next.kind, next.order));
    }
  };
  /** One timer, and none while nothing waits: an idle process may end. */
  const wakeLater = (waitMs: number): void => {
    const atMs = now() + waitMs;
    if (atMs >= wakeAtMs) return;
    wakeAtMs = atMs;
    sleep(waitMs).then(() => {
      if (wakeAtMs === atMs) wakeAtMs = Infinity;
      pump();
    }, failWaiters);
  };
  const failWaiters = (error: unknown): void => {
    wakeAtMs = Infinity;
    for (const { reject } of queue.splice(0)) reject(error);
  };
  const permitOf = (kind: RequestKind, order: number, sentAtMs = now()): Permit => ({
    order,
    cancel() {
      for (const limit of [underWay, ...windowsOf[kind]]) limit.givePlaceBack();
      pump();
    },
    release(failure) {
      const { status, retryAfterMs = unnamedPauseMs } = failure ?? {};
      underWay.countAnswer(kind, sentAtMs, failure !== undefined && isTransient(failure));
      for (const window of windowsOf[kind]) window.countAnswer();
      // A throttled write has hit the smaller quota.
      const blamed = kind === "write" ? writes : all;
      if (status === 429) blamed.slowDown(retryAfterMs > options.longestPauseMs ? 0 : retryAfterMs);
      pump();
    },
  });
  return {
    /** A repeated request (`order`) precedes later ones. */
    admit: (kind: RequestKind, order = nextOrder++): Promise<Permit> =>
      new Promise((resolve, reject) => {
        const ahead = queue.findLastIndex((waiter) => waiter.order < order);
        queue.splice(ahead + 1, 0, { kind, order, resolve, reject });
        pump();
      }),
  };
}
