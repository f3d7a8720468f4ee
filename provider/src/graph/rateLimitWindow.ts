/** What the share gains in each window without throttling. */
const gainPerWindow = 0.1;

/** One quota: how many requests it grants in a sliding window. Times are milliseconds of the clock. */
export class RateLimitWindow {
  readonly #limit: number;
  readonly #windowMs: number;
  readonly #now: () => number;
  #inFlight = 0;
  readonly #answeredAtMs: number[] = [];
  /** The part of the limit that is used, above 0 and up to 1, as it was at `#shareSinceMs`. */
  #share = 1;
  #shareSinceMs = 0;
  #pausedUntilMs = 0;
  /** What is throttled before this time belongs to the event before: it does not lower the share again. */
  #sameEventUntilMs = 0;
  /** An event before this time lowers the share even if it is whole. */
  #watchedUntilMs = 0;

  constructor(limit: number, windowMs: number, now: () => number) {
    this.#limit = limit;
    this.#windowMs = windowMs;
    this.#now = now;
  }

  /**
   * How long until the next request fits: 0 at once, Infinity not before one in flight is answered. A request takes its
   * place until a window after its answer, because Graph counts it at some time before that.
   */
  findRoom(): number {
    const nowMs = this.#now();
    const recent = this.#takeRecent(nowMs);
    const pauseMs = Math.max(0, this.#pausedUntilMs - nowMs);
    // Never none, or nothing would ever tell that the throttling is over.
    const allowed = Math.max(1, Math.floor(this.#limit * this.#currentShare()));
    const excess = this.#inFlight + recent.length - allowed;
    if (excess < 0) return pauseMs;
    const leavingMs = recent[excess] ?? Infinity;
    return Math.max(pauseMs, leavingMs + this.#windowMs - nowMs);
  }

  takePlace(): void {
    this.#inFlight += 1;
  }

  givePlaceBack(): void {
    this.#inFlight -= 1;
  }

  /** An answer came, or is no longer expected. Throttled requests count as well, as documented. */
  countAnswer(): void {
    const nowMs = this.#now();
    this.#inFlight -= 1;
    this.#takeRecent(nowMs).push(nowMs);
  }

  /**
   * Graph throttles although the limit was kept: others use the same quota. The first time a pause is enough, because a run
   * that has just ended uses no more; if it happens again soon after, half as much is sent from then on.
   */
  slowDown(pauseMs: number): void {
    const nowMs = this.#now();
    const pauseEndMs = nowMs + pauseMs;
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, pauseEndMs);
    if (nowMs < this.#sameEventUntilMs) return;
    const share = this.#currentShare();
    if (share === 1 && nowMs >= this.#watchedUntilMs) {
      this.#sameEventUntilMs = pauseEndMs;
      this.#watchedUntilMs = pauseEndMs + this.#windowMs;
      return;
    }
    this.#share = Math.max(share / 2, 1 / this.#limit);
    this.#shareSinceMs = Math.max(pauseEndMs, nowMs + this.#windowMs);
    this.#sameEventUntilMs = this.#shareSinceMs;
  }

  /** When the requests of the last window were answered, in order. In place: this runs several times a request. */
  #takeRecent(nowMs: number): number[] {
    const first = this.#answeredAtMs.findIndex((timeMs) => timeMs > nowMs - this.#windowMs);
    this.#answeredAtMs.splice(0, first < 0 ? this.#answeredAtMs.length : first);
    return this.#answeredAtMs;
  }

  #currentShare(): number {
    const windows = Math.floor((this.#now() - this.#shareSinceMs) / this.#windowMs);
    return Math.min(1, this.#share + Math.max(0, windows) * gainPerWindow);
  }
}
