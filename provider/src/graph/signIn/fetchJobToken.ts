import { createSendHttp, type HttpResponse } from "../sendHttp.js";
import type { GraphSettings } from "../settingsTable.js";
import { describeAsked } from "./describeAsked.js";
import { describeConnectionFailure } from "./describeConnectionFailure.js";
import { describeStatus, repeatPassing } from "./repeatPassing.js";
import { SignInProblem } from "./signInProblem.js";
import type { SignInWatch } from "./signInWatch.js";

/**
 * Fetches the token of a job in GitHub Actions, which is good for minutes: again for each sign-in. It needs the job's
 * permission `id-token: write`. What passes is repeated within the limit of the sign-in.
 *
 * Source: GitHub's documentation of OpenID Connect in Actions.
 *
 * @throws SignInProblem
 */
export async function fetchJobToken(settings: GraphSettings, watch: SignInWatch): Promise<string> {
  const { answer, attempts } = await repeatPassing(watch, createAsk(settings, watch), (response) =>
    "fault" in response ? response.fault : describeStatus(response.status, response.headers),
  );
  const token = readToken(answer);
  if (token !== undefined) return token;
  watch.problem = describeProblem(answer, attempts, settings);
  throw watch.problem;
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
