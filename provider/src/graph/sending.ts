import { randomUUID } from "node:crypto";
import type { Approvals } from "./approvals.js";
import { findBackoff } from "./backoff.js";
import type { GraphError } from "./graphError.js";
import type { Parse, RequestDescription, SerializedRequest } from "./graphRequest.js";
import type { Permit, RateLimiter, RequestKind } from "./rateLimiter.js";
import { readRequestId, readResponse, type Outcome } from "./readResponse.js";
import type { LogAttempt } from "./requestLog.js";
import { RetryBudget } from "./retryBudget.js";
import type { HttpResponse, SendHttp } from "./sendHttp.js";
import { parseClaims } from "./signIn/parseClaims.js";
import type { GetToken } from "./signIn/tokenSource.js";

export interface GraphClientOptions {
  graphEndpoint: string;
  getToken: GetToken;
  sendHttp: SendHttp;
  now: () => number;
  /** Without it nothing is retried. `random` is from 0 up to 1. */
  retry?: { budgetMs: number; sleep: (waitMs: number) => Promise<unknown>; random?: () => number };
  rateLimiter?: RateLimiter;
  logAttempt?: LogAttempt;
  approvals?: Approvals;
  /** Once it has aborted, no change is sent; reads are, to look for what an earlier change has done. */
  signal?: AbortSignal | undefined;
}

type SentRequest = RequestDescription & { body?: unknown };

/** The attempts of one request: token, place in the queue, budget. */
export class Sending {
  #attempt = 0;
  #permit: Permit | undefined;
  #waitedMs = 0;
  #token = "";
  #hasRenewedToken = false;
  #challenge: string | undefined;

  constructor(
    private readonly options: GraphClientOptions,
    private readonly budget = new RetryBudget(options.retry?.budgetMs),
  ) {}

  async admit(kind: RequestKind): Promise<void> {
    if (kind === "write") this.options.signal?.throwIfAborted();
    this.#token ||= await this.options.getToken();
    const heldFromMs = this.options.now();
    this.#permit = await this.options.rateLimiter?.admit(kind, this.#permit?.order);
    this.#waitedMs += this.options.now() - heldFromMs;
  }

  cancel(): void {
    this.#permit?.cancel();
  }

  async send<T>({ body, ...described }: SentRequest, parse: Parse<T>): Promise<Outcome<T>> {
    const { now, logAttempt } = this.options;
    const bodyText = body === undefined ? undefined : JSON.stringify(body);
    const request: SerializedRequest = { ...described, bodyText };
    this.#attempt += 1;
    const sentAtMs = now();
    const clientRequestId = randomUUID();
    let answer = {};
    try {
      const response = await this.#exchange(request, clientRequestId);
      const outcome = this.#settle(
        request,
        readResponse(response, parse, { nowMs: now(), token: this.#token }),
      );
      if ("failure" in outcome) {
        answer = outcome.failure;
        this.budget.charge(sentAtMs, now());
      }
      this.#challenge = "headers" in response ? response.headers["www-authenticate"] : undefined;
      logAttempt?.({
        time: new Date(sentAtMs).toISOString(),
        method: request.method,
        path: request.path,
        ...("fault" in response
          ? { fault: response.fault.code }
          : { status: response.status, requestId: readRequestId(response.headers) }),
        clientRequestId,
        attempt: this.#attempt,
        waitMs: this.#waitedMs,
        durationMs: now() - sentAtMs,
      });
      return outcome;
    } finally {
      this.#waitedMs = 0;
      this.#permit?.release(answer);
    }
  }

  /** Records what became of Multi Admin Approval. */
  #settle<T>(request: SerializedRequest, outcome: Outcome<T>): Outcome<T> {
    const { approvals } = this.options;
    if (approvals === undefined || request.method === "GET") return outcome;
    const failure = "failure" in outcome ? outcome.failure : undefined;
    const approval = approvals.settle(request, failure);
    return failure && approval !== undefined ? { failure: { ...failure, approval } } : outcome;
  }

  #exchange(request: SerializedRequest, clientRequestId: string): Promise<HttpResponse> {
    const { graphEndpoint, sendHttp, approvals } = this.options;
    const { method, path, bodyText } = request;
    return sendHttp({
      method,
      url: graphEndpoint + path,
      headers: {
        Accept: "application/json",
        Authorization: `Bearer ${this.#token}`,
        "client-request-id": clientRequestId,
        ...(bodyText !== undefined && { "Content-Type": "application/json" }),
        ...(method !== "GET" && approvals?.headersFor(request)),
      },
      ...(bodyText !== undefined && { body: bodyText }),
    });
  }

  /** Throws the failure if a retry is useless or exceeds the budget. A rejected token is renewed once, at once. */
  async waitAfter(error: GraphError): Promise<void> {
    const { retry, now, getToken } = this.options;
    if (error.status === 401 && !this.#hasRenewedToken) {
      this.#hasRenewedToken = true;
      const claims = parseClaims(this.#challenge);
      this.#token = await getToken({ token: this.#token, ...(claims !== undefined && { claims }) });
      return;
    }
    if (retry === undefined) throw error;
    if (this.#attempt >= error.worthAttempts)
      throw this.#attempt === 1 ? error : error.giveUp(this.#gaveUp());
    const { sleep, random = Math.random } = retry;
    const waitMs = findBackoff(this.#attempt, error.retryAfterMs, random());
    if (!this.budget.spend(now(), now() + waitMs)) throw error.giveUp(this.#gaveUp(waitMs));
    await sleep(waitMs);
    this.#waitedMs += waitMs;
    this.#token = await getToken();
  }

  /** Runs what a failure made necessary, at the cost of the budget. */
  async charge<T>(run: () => Promise<T>): Promise<T> {
    const { now } = this.options;
    const fromMs = now();
    const result = await run();
    this.budget.charge(fromMs, now());
    return result;
  }

  #gaveUp(waitMs?: number): string {
    const attempts = this.#attempt === 1 ? "1 attempt" : `${this.#attempt} attempts`;
    if (waitMs === undefined) return `Gave up after ${attempts}.`;
    return (
      `Gave up after ${attempts}: a wait of ${Math.ceil(waitMs / 1000)} s would exceed the retry budget of ` +
      `${this.budget.limitMs / 1000} s (intune:retryBudgetSeconds).`
    );
  }
}
