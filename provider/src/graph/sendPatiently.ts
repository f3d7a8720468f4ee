import { decideRetry } from "./decideRetry.js";
import { GraphError, type GraphFailure } from "./graphError.js";
import type { GraphRequest } from "./graphRequest.js";
import { parseClaims } from "./parseClaims.js";
import { readResponse, type Json } from "./readResponse.js";
import type { HttpResponse } from "./sendHttp.js";
import { sendOnce, type GraphClientOptions, type Progress } from "./sendOnce.js";

/**
 * Sends a request until it succeeds, fails for good, or is out of time.
 *
 * @throws GraphError the last failure.
 */
export async function sendPatiently(
  request: GraphRequest,
  options: GraphClientOptions,
): Promise<Json | undefined> {
  const progress: Progress = {
    attempt: 1,
    readAtMs: request.readAtMs ?? options.now(),
    elapsedMs: 0,
    waitMs: 0,
    token: await options.getToken(),
    hasRenewedToken: false,
  };
  for (; ; progress.attempt += 1) {
    const response = await sendOnce(request, options, progress);
    const outcome = readResponse(response, options.now(), progress.token);
    if ("json" in outcome) return outcome.json;
    const { failure } = outcome;
    if (failure.status === 401 && !progress.hasRenewedToken) {
      await renewToken(response, options, progress);
    } else {
      await waitOrThrow(request, failure, options, progress);
    }
  }
}

/** A token may end before its time. One that is new and refused as well is final. */
async function renewToken(
  response: HttpResponse,
  { getToken }: GraphClientOptions,
  progress: Progress,
): Promise<void> {
  const headers = "headers" in response ? response.headers : {};
  const claims = parseClaims(headers["www-authenticate"]);
  const rejected = { token: progress.token, ...(claims !== undefined && { claims }) };
  progress.token = await getToken(rejected);
  progress.hasRenewedToken = true;
  progress.waitMs = 0;
}

/** @throws GraphError unless the request is to be sent again. */
async function waitOrThrow(
  request: GraphRequest,
  failure: GraphFailure,
  { patience, getToken }: GraphClientOptions,
  progress: Progress,
): Promise<void> {
  if (patience === undefined) throw new GraphError(request, failure);
  const { budgetMs, sleep, random = Math.random } = patience;
  const { attempt, elapsedMs } = progress;
  const decision = decideRetry({
    ...failure,
    ...failure.body,
    attempt,
    method: request.method,
    elapsedMs,
    budgetMs,
    random,
  });
  if (!decision.retry) {
    const surrender = describeSurrender(attempt, budgetMs, decision.unaffordableWaitMs);
    throw new GraphError(request, { ...failure, ...(surrender !== undefined && { surrender }) });
  }
  await sleep(decision.waitMs);
  progress.elapsedMs += decision.waitMs;
  progress.readAtMs = -Infinity;
  progress.waitMs = decision.waitMs;
  progress.token = await getToken();
}

function describeSurrender(
  attempt: number,
  budgetMs: number,
  unaffordableWaitMs: number | undefined,
): string | undefined {
  const attempts = attempt === 1 ? "1 attempt" : `${attempt} attempts`;
  if (unaffordableWaitMs === undefined)
    return attempt === 1 ? undefined : `Gave up after ${attempts}.`;
  const wait = Math.ceil(unaffordableWaitMs / 1000);
  return (
    `Gave up after ${attempts}: a wait of ${wait} s would exceed the retry budget of ` +
    `${budgetMs / 1000} s (intune:retryBudgetSeconds).`
  );
}
