import { setTimeout as delay } from "node:timers/promises";
import { findBackoff } from "../backoff.js";
import { parseRetryAfter } from "../parseRetryAfter.js";
import { createSendHttp, type HttpResponse } from "../sendHttp.js";
import type { GraphSettings } from "../settingsTable.js";
import { isTransient, type FailureKind } from "../transientFailures.js";
import { describeAsked } from "./describeAsked.js";
import { describeConnectionFailure } from "./describeConnectionFailure.js";
import { SignInProblem } from "./signInProblem.js";
import type { SignInWatch } from "./signInWatch.js";

/**
 * Fetches the token of a job in GitHub Actions, which is good for minutes: anew for each sign-in. It needs the job's
 * permission `id-token: write`. What passes is repeated within the limit of the sign-in.
 *
 * Source: GitHub's documentation of OpenID Connect in Actions.
 *
 * @throws SignInProblem
 */
export async function fetchJobToken(settings: GraphSettings, watch: SignInWatch): Promise<string> {
  const ask = createAsk(settings, watch);
  for (let attempt = 1; ; attempt += 1) {
    const response = await ask();
    const token = readToken(response);
    if (token !== undefined) return token;
    const failure = describeKind(response);
    const waitMs = findBackoff(attempt, failure.retryAfterMs, Math.random());
    if (!isTransient(failure) || watch.elapsedMs() + waitMs > watch.limitMs) {
      watch.problem = describeProblem(response, attempt, settings);
      throw watch.problem;
    }
    await delay(waitMs, undefined, { signal: watch.signal });
  }
}

function createAsk(settings: GraphSettings, watch: SignInWatch): () => Promise<HttpResponse> {
  const { oidcRequestUrl = "", oidcRequestToken = "", oidcAudience } = settings;
  const address = new URL(oidcRequestUrl);
  address.searchParams.set("audience", oidcAudience);
  const sendHttp = createSendHttp({
    connectTimeoutMs: settings.connectTimeoutSeconds * 1000,
    answerTimeoutMs: settings.answerTimeoutSeconds * 1000,
  });
  const request = {
    method: "GET",
    url: address.href,
    headers: { Accept: "application/json", Authorization: `Bearer ${oidcRequestToken}` },
    signal: watch.signal,
  };
  return () => watch.ask(describeAsked(oidcRequestUrl, settings), () => sendHttp(request));
}

function describeKind(response: HttpResponse): FailureKind {
  if ("fault" in response) return response.fault;
  const { status, headers } = response;
  const retryAfterMs = parseRetryAfter(headers["retry-after"], Date.now(), headers["date"]);
  return { status, code: "", retryAfterMs };
}

function describeProblem(
  response: HttpResponse,
  attempt: number,
  settings: GraphSettings,
): SignInProblem {
  const asked = describeAsked(settings.oidcRequestUrl ?? "", settings);
  const untrusted =
    "fault" in response ? describeConnectionFailure(asked, response.fault) : undefined;
  if (untrusted !== undefined) return untrusted;
  const found = "fault" in response ? response.fault.message : `it answered ${response.status}`;
  const givenUp = attempt === 1 ? "" : `. Gave up after ${attempt} attempts`;
  const isTold = "status" in response && response.status < 500 && response.status !== 429;
  return new SignInProblem(
    `${asked} gave no token: ${found}${givenUp}`,
    isTold
      ? "The job needs the permission id-token: write."
      : "Run the job again later, or see https://www.githubstatus.com.",
  );
}

function readToken(response: HttpResponse): string | undefined {
  return "text" in response && response.status === 200 ? readValue(response.text) : undefined;
}

function readValue(text: string): string | undefined {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== "object" || body === null || !("value" in body)) return undefined;
    return typeof body.value === "string" ? body.value : undefined;
  } catch {
    return undefined;
  }
}
