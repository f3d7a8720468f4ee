import { countWords } from "../domain/values.js";
import { randomUUID } from "node:crypto";
import type { Approvals } from "./approvals.js";
import { GraphError, type GraphFailure, type GraphRequest } from "./graphError.js";
import type { Parse } from "./parseJson.js";
import type { Permit, RateLimiter, RequestKind } from "./rateLimiter.js";
import { readRequestId, readResponse } from "./readResponse.js";
import type { LogAttempt } from "./requestLog.js";
import { findBackoff, RetryBudget } from "./retry.js";
import type { SendHttp } from "./sendHttp.js";
import type { GetToken } from "./signIn/tokenSource.js";

export interface GraphClientOptions {
  graphEndpoint: string;
  getToken: GetToken;
  sendHttp: SendHttp;
  now: () => number;
  /** Without it nothing is retried. `random`: 0 up to 1. `report` says what is held up. */
  retry?: {
    budgetMs: number;
    sleep: (waitMs: number) => Promise<unknown>;
    random?: () => number;
    report?: ((line: string) => void) | undefined;
  };
  rateLimiter?: RateLimiter;
  logAttempt?: LogAttempt | undefined;
  approvals?: Approvals | undefined;
  /** Aborted: no change is sent, but reads still look for an earlier one's effect. */
  signal?: AbortSignal | undefined;
}

const longestSilenceMs = 30_000;

/** The attempts of one request, or of one change. */
export class Sending {
  #attempt = 0;
  #permit: Permit | undefined;
  #waitedMs = 0;
  #token = "";
  #hasRenewedToken = false;
  #firstSentAtMs: number | undefined;

  constructor(
    private readonly options: GraphClientOptions,
    private readonly budget = new RetryBudget(options.retry?.budgetMs),
  ) {}

  async admit(kind: RequestKind): Promise<void> {
    const { signal, getToken, now, rateLimiter } = this.options;
    this.#token ||= await getToken();
    const heldFromMs = now();
    this.#permit = await rateLimiter?.admit(kind, this.#permit?.order);
    this.#waitedMs += now() - heldFromMs;
    if (kind !== "write" || !signal?.aborted) return;
    this.cancel();
    signal.throwIfAborted();
  }

  cancel(): void {
    this.#permit?.end({ isSent: false });
  }

  async send<T>(
    request: GraphRequest,
    parse: Parse<T>,
  ): Promise<{ value: T } | { error: GraphError }> {
    const { graphEndpoint, sendHttp, now, logAttempt } = this.options;
    const { method, path, body } = request;
    const approvals = method === "GET" ? undefined : this.options.approvals;
    const clientRequestId = randomUUID();
    const sentAtMs = now();
    this.#attempt += 1;
    this.#firstSentAtMs ??= sentAtMs;
    let failure: GraphFailure | undefined;
    try {
      const response = await sendHttp({
        method,
        url: graphEndpoint + path,
        headers: {
          Accept: "application/json",
          Authorization: `Bearer ${this.#token}`,
          "client-request-id": clientRequestId,
          ...(body !== undefined && { "Content-Type": "application/json" }),
          ...approvals?.headersFor(request),
        },
        body: body === undefined ? undefined : JSON.stringify(body),
      });
      const outcome = readResponse(response, parse, { nowMs: now(), token: this.#token });
      if ("failure" in outcome) {
        failure = outcome.failure;
        this.budget.charge(sentAtMs, now());
      }
      const approval = approvals?.settle(request, failure);
      logAttempt?.({
        time: new Date(sentAtMs).toISOString(),
        method,
        path,
        ...("fault" in response
          ? { fault: response.fault.code }
          : { status: response.status, requestId: readRequestId(response.headers) }),
        clientRequestId,
        attempt: this.#attempt,
        waitMs: this.#waitedMs,
        durationMs: now() - sentAtMs,
      });
      if ("value" in outcome) return outcome;
      return { error: new GraphError(request, { ...outcome.failure, approval }) };
    } finally {
      this.#waitedMs = 0;
      this.#permit?.end({ isSent: true, failure });
    }
  }

  /** A rejected token is renewed once. @throws GraphError if a retry is useless or exceeds the budget. */
  async waitAfter(error: GraphError): Promise<void> {
    const { retry, now, getToken } = this.options;
    if (error.status === 401 && !this.#hasRenewedToken) {
      this.#hasRenewedToken = true;
      const { claims } = error;
      this.#token = await getToken({ token: this.#token, ...(claims !== undefined && { claims }) });
      return;
    }
    if (retry === undefined) throw error;
    const gaveUp = `Gave up after ${countWords(this.#attempt, "attempt")}`;
    if (this.#attempt >= error.maxAttempts)
      throw this.#attempt === 1 ? error : error.with({ gaveUp: `${gaveUp}.` });
    const { sleep, random = Math.random, report } = retry;
    const waitMs = findBackoff(this.#attempt, error.retryAfterMs, random());
    if (!this.budget.spend(now(), now() + waitMs))
      throw error.with({
        gaveUp:
          `${gaveUp}: a wait of ${Math.ceil(waitMs / 1000)} s would exceed the retry budget of ` +
          `${this.budget.limitMs / 1000} s (intune:retryBudgetSeconds).`,
      });
    if (now() + waitMs - (this.#firstSentAtMs ?? now()) > longestSilenceMs)
      report?.(`${error.summary}. The next attempt is in ${Math.ceil(waitMs / 1000)} s.`);
    await sleep(waitMs);
    this.#waitedMs += waitMs;
    this.#token = await getToken();
  }

  /** At the cost of the budget. */
  async charge<T>(run: () => Promise<T>): Promise<T> {
    const fromMs = this.options.now();
    const result = await run();
    this.budget.charge(fromMs, this.options.now());
    return result;
  }
}
