/** How long failures may delay one operation. Parallel requests spend the same time once; the rate limit is free. */
export class RetryBudget {
  readonly #spent: [fromMs: number, toMs: number][] = [];

  constructor(readonly limitMs = 0) {}

  charge(fromMs: number, toMs: number): void {
    this.#spent.push([fromMs, toMs]);
  }

  /** Charges what fits; otherwise nothing, and returns false. */
  spend(fromMs: number, toMs: number): boolean {
    let spentMs = 0;
    let endMs = -Infinity;
    const stretches = [...this.#spent, [fromMs, toMs] as const].sort(([a], [b]) => a - b);
    for (const [from, to] of stretches) {
      spentMs += Math.max(0, to - Math.max(from, endMs));
      endMs = Math.max(endMs, to);
    }
    const fits = spentMs <= this.limitMs;
    if (fits) this.charge(fromMs, toMs);
    return fits;
  }
}
