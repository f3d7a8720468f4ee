import { createSendHttp, defaultHttpOptions } from "../sendHttp.js";
import type { GraphSettings } from "../settingsTable.js";
import { describeAsked } from "./describeAsked.js";
import type { SignInWatch } from "./signInWatch.js";

/**
 * Fetches the token of a job in GitHub Actions, which is good for minutes: anew for each sign-in. It needs the job's
 * permission `id-token: write`.
 *
 * Source: GitHub's documentation of OpenID Connect in Actions.
 */
export async function fetchJobToken(settings: GraphSettings, watch: SignInWatch): Promise<string> {
  const { oidcRequestUrl = "", oidcRequestToken = "", oidcAudience } = settings;
  const address = new URL(oidcRequestUrl);
  address.searchParams.set("audience", oidcAudience);
  const sendHttp = createSendHttp({
    ...defaultHttpOptions,
    connectTimeoutMs: settings.connectTimeoutSeconds * 1000,
    answerTimeoutMs: settings.answerTimeoutSeconds * 1000,
  });
  const response = await watch.ask(describeAsked(oidcRequestUrl, settings), () =>
    sendHttp({
      method: "GET",
      url: address.href,
      headers: { Accept: "application/json", Authorization: `Bearer ${oidcRequestToken}` },
      signal: watch.signal,
    }),
  );
  if ("fault" in response) {
    throw new Error(`GitHub Actions gave no token: ${response.fault.message}.`);
  }
  const token = response.status === 200 ? readValue(response.text) : undefined;
  if (token !== undefined) return token;
  throw new Error(
    `GitHub Actions gave no token: it answered ${response.status}. The job needs the permission id-token: write.`,
  );
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
