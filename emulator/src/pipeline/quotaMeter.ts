import type { Quota } from "../behaviour.js";
import { GraphFailure } from "../graphFailure.js";

const defaultWindowMs = 20_000;

export interface CountedRequest {
  readonly applicationId: string;
  readonly method: string;
  readonly time: number;
}

/** Counts the requests of each application in a sliding window. */
export class QuotaMeter {
  /** Oldest first, by application and kind. */
  readonly #times = new Map<string, number[]>();

  /** Throws a 429 when it is one too many. Throttled requests count too. */
  count({ applicationId, method, time }: CountedRequest, quota: Quota): void {
    const { windowMs = defaultWindowMs, retryAfter = "seconds" } = quota;
    const limits = [
      { kind: "any", limit: quota.requestsPerWindow },
      { kind: "write", limit: method === "GET" ? undefined : quota.writesPerWindow },
    ];
    const waits = limits.map(({ kind, limit }) => {
      if (limit === undefined) return 0;
      return this.#countKind(`${kind} ${applicationId}`, { limit, windowMs, time });
    });
    const waitMs = Math.max(...waits);
    if (waitMs > 0) throw refuseThrottled(waitMs, time, retryAfter);
  }

  /** Milliseconds until there is room, 0 if the request fits. */
  #countKind(key: string, { limit, windowMs, time }: Window): number {
    const recent = (this.#times.get(key) ?? []).filter((past) => past > time - windowMs);
    this.#times.set(key, [...recent, time]);
    if (recent.length < limit) return 0;
    const lastToLeave = [...recent, time].at(-limit) ?? time;
    return lastToLeave + windowMs - time;
  }
}

interface Window {
  readonly limit: number;
  readonly windowMs: number;
  readonly time: number;
}

/** Microsoft's documented 429. */
function refuseThrottled(waitMs: number, time: number, form: NonNullable<Quota["retryAfter"]>) {
  const forms = {
    seconds: () => String(Math.ceil(waitMs / 1000)),
    decimal: () => (waitMs / 1000).toFixed(3),
    // A date has no fractions of a second.
    date: () => new Date(Math.ceil((time + waitMs) / 1000) * 1000).toUTCString(),
    absent: () => undefined,
  };
  const retryAfter = forms[form]();
  return new GraphFailure({
    status: 429,
    code: "TooManyRequests",
    message: "Please retry again later.",
    ...(retryAfter !== undefined && { headers: { "Retry-After": retryAfter } }),
    mayBeNested: false,
  });
}
