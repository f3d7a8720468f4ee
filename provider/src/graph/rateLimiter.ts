import type { GraphClock } from "./clock.js";
import { RateLimitWindow } from "./rateLimitWindow.js";
import { isTransient, type FailureKind } from "./retry.js";

export type RequestKind = "read" | "write";

export interface Permit {
  readonly order: number;
  end(ended: EndedRequest): void;
}

export interface EndedRequest {
  isSent: boolean;
  failure?: FailureKind | undefined;
}

export interface RateLimiter {
  /** A repeated request (`order`) precedes later ones. */
  admit(kind: RequestKind, order?: number): Promise<Permit>;
}

export interface RateLimiterOptions extends GraphClock {
  writesPerWindow: number;
  requestsPerWindow: number;
  windowMs?: number;
  /** Longer pauses are ignored: waiting requests then fail with Graph's own message. */
  longestPauseMs: number;
}

interface Waiter extends Pick<PromiseWithResolvers<Permit>, "resolve" | "reject"> {
  kind: RequestKind;
  order: number;
}

/** Graph documents 20 s for Intune; the rest covers differing clocks. */
const defaultWindowMs = 20_020;

const unnamedPauseMs = 1_000;

/** One per process and application. */
export function createRateLimiter(options: RateLimiterOptions): RateLimiter {
  const { now, sleep, windowMs = defaultWindowMs, longestPauseMs } = options;
  const all = new RateLimitWindow(options.requestsPerWindow, windowMs, now);
  const writes = new RateLimitWindow(options.writesPerWindow, windowMs, now);
  const parallel = new ParallelLimit(now);
  const inFlight = { read: 0, write: 0 };
  const countInFlight = () => inFlight.read + inFlight.write;
  const queue: Waiter[] = [];
  let nextOrder = 1;
  let wakeAtMs = Infinity;

  const findWaits = (): Record<RequestKind, number> => {
    const count = countInFlight();
    const read = Math.max(parallel.hasRoom(count) ? 0 : Infinity, all.findRoom(count));
    return { read, write: Math.max(read, writes.findRoom(inFlight.write)) };
  };
  const admitWaiting = (): void => {
    while (queue.length > 0) {
      const waitMs = findWaits();
      // The oldest, so that neither kind starves.
      const index = queue.findIndex(({ kind }) => waitMs[kind] === 0);
      const [next] = index < 0 ? [] : queue.splice(index, 1);
      if (next === undefined) {
        wakeLater(Math.min(...queue.map(({ kind }) => waitMs[kind])));
        return;
      }
      inFlight[next.kind] += 1;
      next.resolve(permitOf(next));
    }
  };
  /** One timer, and none while nothing waits: an idle process may end. */
  const wakeLater = (waitMs: number): void => {
    const atMs = now() + waitMs;
    if (atMs >= wakeAtMs) return;
    wakeAtMs = atMs;
    sleep(waitMs).then(() => {
      if (wakeAtMs === atMs) wakeAtMs = Infinity;
      admitWaiting();
    }, failWaiters);
  };
  const failWaiters = (error: unknown): void => {
    wakeAtMs = Infinity;
    for (const { reject } of queue.splice(0)) reject(error);
  };
  const permitOf = ({ kind, order }: Waiter, sentAtMs = now()): Permit => ({
    order,
    end({ isSent, failure }) {
      if (isSent) countAnswer(kind, sentAtMs, failure);
      inFlight[kind] -= 1;
      admitWaiting();
    },
  });
  const countAnswer = (kind: RequestKind, sentAtMs: number, failure?: FailureKind): void => {
    parallel.countAnswer(kind, sentAtMs, countInFlight(), failure);
    all.countAnswer();
    if (kind === "write") writes.countAnswer();
    const { status, retryAfterMs = unnamedPauseMs } = failure ?? {};
    // A throttled write has hit the smaller quota.
    const blamed = kind === "write" ? writes : all;
    if (status === 429) blamed.slowDown(retryAfterMs > longestPauseMs ? 0 : retryAfterMs);
  };
  return {
    admit: (kind, order = nextOrder++) =>
      new Promise((resolve, reject) => {
        const ahead = queue.findLastIndex((waiter) => waiter.order < order);
        queue.splice(ahead + 1, 0, { kind, order, resolve, reject });
        admitWaiting();
      }),
  };
}

/** Enough to keep an answer's wait filled. */
const firstLimit = 32;

/** Graph answers so late only when it has too much to do. */
const slowRatio = 4;
const slowMs = 1_000;

/** Doubles after each round of prompt answers, halves for a late or transiently failed one, then grows by one a round. */
class ParallelLimit {
  #limit = firstLimit;
  /** Earlier requests belong to the same event. */
  #loweredAtMs = -Infinity;
  /** Writes take longer than reads. */
  readonly #bestMs = { read: Infinity, write: Infinity };

  constructor(private readonly now: () => number) {}

  hasRoom(inFlight: number): boolean {
    return inFlight < Math.floor(this.#limit);
  }

  /** @param inFlight with the answered one. */
  countAnswer(kind: RequestKind, sentAtMs: number, inFlight: number, failure?: FailureKind): void {
    const tookMs = this.now() - sentAtMs;
    const bestMs = Math.min(tookMs, this.#bestMs[kind]);
    this.#bestMs[kind] = bestMs;
    const hasFailed = failure !== undefined && isTransient(failure);
    if (hasFailed || tookMs > slowRatio * bestMs + slowMs) {
      if (sentAtMs <= this.#loweredAtMs) return;
      this.#loweredAtMs = this.now();
      this.#limit = Math.max(1, this.#limit / 2);
    } else if (!this.hasRoom(inFlight))
      this.#limit += this.#loweredAtMs === -Infinity ? 1 : 1 / this.#limit;
  }
}
