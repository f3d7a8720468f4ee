// @ts-nocheck
import { randomUUID } from "node:crypto";
import { admitFresh, type Waiting } from "./admitFresh.js";
import type { GetToken } from "./credential.js";
import type { GraphRequest } from "./graphRequest.js";
import type { Pacer, Permit } from "./pacer.js";
import { readResponse } from "./readResponse.js";
import type { LogAttempt } from "./requestLog.js";
import type { HttpResponse, SendHttp } from "./sendHttp.js";

/** How failed requests are repeated. */
export interface Patience {
  /** How long the attempts and waits of one request may take, in milliseconds; waiting for the quota is not counted. */
  budgetMs: number;
  sleep: (waitMs: number) => Promise<unknown>;
  /** From 0 up to 1. */
  random?: () => number;
}

export interface GraphClientOptions {
  graphEndpoint: string;
  getToken: GetToken;
  sendHttp: SendHttp;
  /** Milliseconds since the epoch. */
  now: () => number;
  /** Without it no failure is repeated. */
  patience?: Patience;
  /** Without it nothing is held back. */
  pacer?: Pacer;
  logAttempt?: LogAttempt;
}

/** What is carried from one attempt of a request to the next. */
export interface Progress extends Waiting {
  attempt: number;
  /** The wait before this attempt. */
  waitMs: number;
  token: string;
  hasRenewedToken: boolean;
}

/** One attempt, as soon as the quota allows it. */
export async function sendOnce(
  request: GraphRequest,
  options: GraphClientOptions,
  progress: Progress,
): Promise<HttpResponse> {
  const { now } = options;
  const heldFromMs = now();
  const permit = await admitFresh(request, options, progress);
  const sentAtMs = now();
  const clientRequestId = randomUUID();
  const response = await sendAndRelease(request, options, permit, {
    Accept: "application/json",
    Authorization: `Bearer ${progress.token}`,
    "client-request-id": clientRequestId,
    ...(request.body !== undefined && { "Content-Type": "application/json" }),
  });
  const durationMs = now() - sentAtMs;
  progress.elapsedMs += durationMs;
  options.logAttempt?.({
    time: new Date(sentAtMs).toISOString(),
    method: request.method,
    path: request.path,
    ...("fault" in response ? { fault: response.fault.code } : describeAnswer(response)),
    clientRequestId,
    attempt: progress.attempt,
    waitMs: progress.waitMs + sentAtMs - heldFromMs,
    durationMs,
  });
  return response;
}

function describeAnswer(response: Exclude<HttpResponse, { fault: object }>): {
  status: number;
  requestId?: string;
} {
  const requestId = response.headers["request-id"];
  return { status: response.status, ...(requestId !== undefined && { requestId }) };
}

/** Whatever happens, the permit is given back: else its place in the quota would be lost for good. */
async function sendAndRelease(
  { method, path, body }: GraphRequest,
  { graphEndpoint, sendHttp, now }: GraphClientOptions,
  permit: Permit | undefined,
  headers: Record<string, string>,
): Promise<HttpResponse> {
  let answer = {};
  try {
    const response = await sendHttp({
      method,
      url: graphEndpoint + path,
      headers,
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const outcome = readResponse(response, now());
    if ("failure" in outcome) answer = outcome.failure;
    return response;
  } finally {
    permit?.release(answer);
  }
}
