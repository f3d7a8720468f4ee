const gainPerWindow = 0.1;

/** A sliding window. Times are milliseconds of the clock. */
export class RateLimitWindow {
  #inFlight = 0;
  readonly #answeredAtMs: number[] = [];
  /** The part of the limit in use: above 0, up to 1. */
  #share = 1;
  #shareSinceMs = 0;
  #pausedUntilMs = 0;
  /** Throttling before this is the same event. */
  #sameEventUntilMs = 0;
  /** Throttling before this lowers even a share of 1. */
  #watchedUntilMs = 0;

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
    private readonly now: () => number,
  ) {}

  /**
   * Milliseconds until a request fits; Infinity: after a response. Graph counts a request before its response, so its
   * place stays taken for one window after that.
   */
  findRoom(): number {
    const nowMs = this.now();
    const recent = this.#takeRecent(nowMs);
    const pauseMs = Math.max(0, this.#pausedUntilMs - nowMs);
    const allowed = Math.max(1, Math.floor(this.limit * this.#currentShare()));
    const excess = this.#inFlight + recent.length - allowed;
    if (excess < 0) return pauseMs;
    const leavingMs = recent[excess] ?? Infinity;
    return Math.max(pauseMs, leavingMs + this.windowMs - nowMs);
  }

  takePlace(): void {
    this.#inFlight += 1;
  }

  givePlaceBack(): void {
    this.#inFlight -= 1;
  }

  /** Throttled ones count, too (documented). */
  countAnswer(): void {
    const nowMs = this.now();
    this.#inFlight -= 1;
    this.#takeRecent(nowMs).push(nowMs);
  }

  /** First only a pause: another run that used the quota may have ended. Soon after that, the share halves. */
  slowDown(pauseMs: number): void {
    const nowMs = this.now();
    const pauseEndMs = nowMs + pauseMs;
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, pauseEndMs);
    if (nowMs < this.#sameEventUntilMs) return;
    const share = this.#currentShare();
    if (share === 1 && nowMs >= this.#watchedUntilMs) {
      this.#sameEventUntilMs = pauseEndMs;
      this.#watchedUntilMs = pauseEndMs + this.windowMs;
      return;
    }
    this.#share = Math.max(share / 2, 1 / this.limit);
    this.#shareSinceMs = Math.max(pauseEndMs, nowMs + this.windowMs);
    this.#sameEventUntilMs = this.#shareSinceMs;
  }

  /** In place, for speed. */
  #takeRecent(nowMs: number): number[] {
    const first = this.#answeredAtMs.findIndex((timeMs) => timeMs > nowMs - this.windowMs);
    this.#answeredAtMs.splice(0, first < 0 ? this.#answeredAtMs.length : first);
    return this.#answeredAtMs;
  }

  #currentShare(): number {
    const windows = Math.floor((this.now() - this.#shareSinceMs) / this.windowMs);
    return Math.min(1, this.#share + Math.max(0, windows) * gainPerWindow);
  }
}
