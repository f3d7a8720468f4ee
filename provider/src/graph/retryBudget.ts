/**
 * How long failures may hold up one operation, in milliseconds. Requests that run side by side spend the same time once.
 * Waiting for the rate limit is free.
 */
export class RetryBudget {
  readonly limitMs: number;
  #spentMs = 0;
  #spentUntilMs = -Infinity;

  constructor(limitMs: number) {
    this.limitMs = limitMs;
  }

  /** Spends a stretch of time, if it fits. */
  spend(fromMs: number, toMs: number): boolean {
    const spentMs = this.#spentMs + Math.max(0, toMs - Math.max(fromMs, this.#spentUntilMs));
    if (spentMs > this.limitMs) return false;
    this.#spentMs = spentMs;
    this.#spentUntilMs = Math.max(this.#spentUntilMs, toMs);
    return true;
  }

  /** Spends a stretch of time that has passed already. */
  charge(fromMs: number, toMs: number): void {
    if (!this.spend(fromMs, toMs)) this.#spentMs = this.limitMs;
  }
}
