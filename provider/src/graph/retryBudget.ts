interface Stretch {
  fromMs: number;
  toMs: number;
}

/**
 * How long failures may hold up one operation, in milliseconds. Requests that run side by side spend the same time once.
 * Waiting for the rate limit is free.
 */
export class RetryBudget {
  readonly limitMs: number;
  /** Disjoint, and in order. */
  #spent: readonly Stretch[] = [];

  constructor(limitMs = 0) {
    this.limitMs = limitMs;
  }

  spend(fromMs: number, toMs: number): boolean {
    const spent = merge([...this.#spent, { fromMs, toMs }]);
    const spentMs = spent.reduce((sum, stretch) => sum + stretch.toMs - stretch.fromMs, 0);
    if (spentMs > this.limitMs) return false;
    this.#spent = spent;
    return true;
  }

  /** Spends a stretch of time that has passed already. */
  charge(fromMs: number, toMs: number): void {
    this.#spent = merge([...this.#spent, { fromMs, toMs }]);
  }
}

function merge(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = [];
  for (const { fromMs, toMs } of stretches.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = merged.at(-1);
    // A clock that was set back in between makes no time of its own.
    if (last === undefined || fromMs > last.toMs)
      merged.push({ fromMs, toMs: Math.max(fromMs, toMs) });
    else last.toMs = Math.max(last.toMs, toMs);
  }
  return merged;
}
