export type Effect = "none" | "unknown";

export interface FailureKind {
  status?: number | undefined;
  code: string;
  message?: string;
  retryAfterMs?: number | undefined;
  /** No connection was made. */
  isUnsent?: boolean;
}

/** Refused before any work. */
const refusingStatuses = [423, 425, 429, 509];
const openStatuses = [408, 502, 503, 504, 507];

/** The only transient 409; Graph has no code for it. */
const operationInProgress =
  /\boperation(?: is)?(?: already)? in progress\b|\bOperationInProgress\b/i;

const unsentFaults = ["ECONNREFUSED", "EAI_AGAIN", "ConnectTimeout", "ProxyUnavailable"];
const brokenConnections = ["ECONNRESET", "ECONNABORTED", "EPIPE", "ETIMEDOUT"];
const lostNetworks = ["EHOSTUNREACH", "ENETUNREACH", "ENETDOWN"];
const brokenResponses = ["ERR_STREAM_PREMATURE_CLOSE", "Z_BUF_ERROR", "AnswerTimeout"];
const lostFaults = [...brokenConnections, ...lostNetworks, ...brokenResponses];

/** A 500 is not: Intune sends it for requests that always fail. */
export function isTransient(failure: FailureKind): boolean {
  return findListed(failure) !== undefined;
}

/** A 503 with Retry-After was refused before any work. */
export function findEffect(failure: FailureKind): Effect {
  const { status, retryAfterMs, isUnsent } = failure;
  if (isUnsent === true || (status === 503 && retryAfterMs !== undefined)) return "none";
  return findListed(failure) ?? (status !== undefined && status < 500 ? "none" : "unknown");
}

/** With a status there was a connection, whatever code the body carries. */
function findListed({ status, code, message = "" }: FailureKind): Effect | undefined {
  if (status === undefined) {
    if (unsentFaults.includes(code)) return "none";
    return lostFaults.includes(code) ? "unknown" : undefined;
  }
  const isInProgress = status === 409 && operationInProgress.test(`${code} ${message}`);
  if (isInProgress || refusingStatuses.includes(status)) return "none";
  return openStatuses.includes(status) ? "unknown" : undefined;
}

const firstMs = 1_000;
const longestMs = 20_000;

/** Milliseconds: doubles, or as Graph asks. `random`, below 1, spreads requests that failed together. */
export function findBackoff(attempt: number, retryAfterMs = 0, random: number): number {
  const backoffMs = Math.min(firstMs * 2 ** (attempt - 1), longestMs);
  return Math.max(Math.round(backoffMs * (1 + random / 2)), retryAfterMs);
}

/** Milliseconds; Intune sends decimals too. `sentAt`, the response's `Date`, wins: our clock may be wrong. */
export function parseRetryAfter(header = "", nowMs: number, sentAt?: string): number | undefined {
  if (header.trim() === "") return undefined;
  const waitMs = Math.ceil(Number(header) * 1000);
  if (Number.isSafeInteger(waitMs)) return waitMs < 0 ? undefined : waitMs;
  const untilMs = parseHttpDate(header);
  return untilMs && Math.max(0, untilMs - (parseHttpDate(sentAt) ?? nowMs));
}

/** Date.parse accepts nearly any text. */
function parseHttpDate(text = ""): number | undefined {
  const dateMs = /^[A-Z][a-z]{2,8}, /.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(dateMs) ? undefined : dateMs;
}

/** Parallel requests spend the same time once; the rate limit is free. */
export class RetryBudget {
  readonly #spent: [fromMs: number, toMs: number][] = [];

  constructor(readonly limitMs = 0) {}

  charge(fromMs: number, toMs: number): void {
    this.#spent.push([fromMs, toMs]);
  }

  /** Charges nothing if it does not fit. */
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
