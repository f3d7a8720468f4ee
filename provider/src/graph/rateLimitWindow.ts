const gainPerWindow = 0.1;

/** A sliding window over answers. Times are milliseconds of the clock. */
export class RateLimitWindow {
  readonly #answeredAtMs: number[] = [];
  /** The part of the limit in use (above 0, up to 1) when the last event of throttling ended. */
  #share = 1;
  /** Throttling before this is the same event. */
  #eventEndMs = -Infinity;
  #pausedUntilMs = 0;

  constructor(
    private readonly limit: number,
    private readonly windowMs: number,
    private readonly now: () => number,
  ) {}

  /**
   * Milliseconds until a request fits beside those in flight; Infinity: after a response. Graph counts a request before
   * its response, so its place stays taken for one window after that.
   */
  findRoom(inFlight: number): number {
    const nowMs = this.now();
    const recent = this.#takeRecent(nowMs);
    const pauseMs = Math.max(0, this.#pausedUntilMs - nowMs);
    const allowed = Math.max(1, Math.floor(this.limit * this.#findShare(nowMs)));
    const excess = inFlight + recent.length - allowed;
    if (excess < 0) return pauseMs;
    const leavingMs = recent[excess] ?? Infinity;
    return Math.max(pauseMs, leavingMs + this.windowMs - nowMs);
  }

  /** Throttled ones count, too (documented). */
  countAnswer(): void {
    const nowMs = this.now();
    this.#takeRecent(nowMs).push(nowMs);
  }

  /** First only a pause: another run that used the quota may have ended. Soon after that, the share halves. */
  slowDown(pauseMs: number): void {
    const nowMs = this.now();
    const pauseEndMs = nowMs + pauseMs;
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, pauseEndMs);
    if (nowMs < this.#eventEndMs) return;
    const share = this.#findShare(nowMs);
    const isFirst = share === 1 && nowMs >= this.#eventEndMs + this.windowMs;
    this.#share = isFirst ? 1 : Math.max(share / 2, 1 / this.limit);
    this.#eventEndMs = isFirst ? pauseEndMs : Math.max(pauseEndMs, nowMs + this.windowMs);
  }

  /** In place, for speed. */
  #takeRecent(nowMs: number): number[] {
    const first = this.#answeredAtMs.findIndex((timeMs) => timeMs > nowMs - this.windowMs);
    this.#answeredAtMs.splice(0, first < 0 ? this.#answeredAtMs.length : first);
    return this.#answeredAtMs;
  }

  #findShare(nowMs: number): number {
    const windows = Math.floor((nowMs - this.#eventEndMs) / this.windowMs);
    return Math.min(1, this.#share + Math.max(0, windows) * gainPerWindow);
  }
}
