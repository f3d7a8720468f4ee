/** Enough to keep an answer's wait filled. */
const firstLimit = 32;

/** Graph answers so late only when it has too much to do. */
const slowRatio = 4;
const slowMs = 1_000;

/**
 * The limit doubles after each round of prompt answers. It halves for a slow or transiently failed one, and then
 * grows by one a round.
 */
export class RequestsUnderWay {
  #count = 0;
  #limit = firstLimit;
  #hasSlowedDown = false;
  /** Earlier requests belong to the same event. */
  #loweredAtMs = -Infinity;
  readonly #bestMs = new Map<string, number>();

  constructor(private readonly now: () => number) {}

  /** Infinity: after a response. */
  findRoom(): number {
    return this.#count < Math.floor(this.#limit) ? 0 : Infinity;
  }

  takePlace(): void {
    this.#count += 1;
  }

  givePlaceBack(): void {
    this.#count -= 1;
  }

  /** @param kind writes take longer than reads. */
  countAnswer(kind: string, sentAtMs: number, hasFailed: boolean): void {
    const isFull = this.findRoom() > 0;
    this.#count -= 1;
    const tookMs = this.now() - sentAtMs;
    const bestMs = Math.min(tookMs, this.#bestMs.get(kind) ?? Infinity);
    this.#bestMs.set(kind, bestMs);
    if (hasFailed || tookMs > slowRatio * bestMs + slowMs) {
      if (sentAtMs <= this.#loweredAtMs) return;
      this.#loweredAtMs = this.now();
      this.#limit = Math.max(1, this.#limit / 2);
      this.#hasSlowedDown = true;
    } else if (isFull) this.#limit += this.#hasSlowedDown ? 1 / this.#limit : 1;
  }
}
