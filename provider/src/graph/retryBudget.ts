interface Stretch {
  fromMs: number;
  toMs: number;
}

/** How long failures may delay one operation. Parallel requests spend the same time once; the rate limit is free. */
export class RetryBudget {
  #spent: readonly Stretch[] = [];

  constructor(readonly limitMs = 0) {}

  spend(fromMs: number, toMs: number): boolean {
    const spent = merge([...this.#spent, { fromMs, toMs }]);
    const spentMs = spent.reduce((sum, stretch) => sum + stretch.toMs - stretch.fromMs, 0);
    const fits = spentMs <= this.limitMs;
    if (fits) this.#spent = spent;
    return fits;
  }

  charge(fromMs: number, toMs: number): void {
    this.#spent = merge([...this.#spent, { fromMs, toMs }]);
  }
}

function merge(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = [];
  for (const { fromMs, toMs } of stretches.toSorted((a, b) => a.fromMs - b.fromMs)) {
    const last = merged.at(-1);
    if (last === undefined || fromMs > last.toMs)
      merged.push({ fromMs, toMs: Math.max(fromMs, toMs) });
    else last.toMs = Math.max(last.toMs, toMs);
  }
  return merged;
}
