import type { LagRoute, LagSpan, ReadLag } from "../behaviour.js";

/** Knows which requests are behind, and counts them. */
export class Lag {
  readonly #lag: ReadLag;
  readonly #startTime: number;
  readonly #reads = new Map<string, number>();

  constructor(lag: ReadLag, startTime: number) {
    this.#lag = lag;
    this.#startTime = startTime;
  }

  get isPerRoute(): boolean {
    return "routes" in this.#lag;
  }

  /** Whether a request of this route is shown the former state. */
  isBehind(route: string, time: number): boolean {
    const span = this.#findSpan(route);
    if (span === undefined) return false;
    return "reads" in span
      ? (this.#reads.get(this.#nameCount(route)) ?? 0) < span.reads
      : time < this.#startTime + span.ms;
  }

  countRead(route: string): void {
    const count = this.#nameCount(route);
    this.#reads.set(count, (this.#reads.get(count) ?? 0) + 1);
  }

  #findSpan(route: string): LagSpan | undefined {
    if (!("routes" in this.#lag)) return this.#lag;
    const { routes } = this.#lag;
    return routes[route as LagRoute] ?? routes["*"];
  }

  #nameCount(route: string): string {
    return this.isPerRoute ? route : "*";
  }
}
