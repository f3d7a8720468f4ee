// @ts-nocheck
import { createSendHttp, type SendHttp } from "../sendHttp.js";

/** Where a job in GitHub Actions gets a token about itself, and for whom. */
export interface JobTokenRequest {
  url: string;
  requestToken: string;
  audience: string;
}

/**
 * Fetches the token of a job in GitHub Actions, which is good for minutes: anew for each sign-in. It needs the job's
 * permission `id-token: write`.
 *
 * Source: GitHub's documentation of OpenID Connect in Actions.
 */
export async function fetchJobToken(
  { url, requestToken, audience }: JobTokenRequest,
  sendHttp: SendHttp = createSendHttp(),
): Promise<string> {
  const address = new URL(url);
  address.searchParams.set("audience", audience);
  const response = await sendHttp({
    method: "GET",
    url: address.href,
    headers: { Accept: "application/json", Authorization: `Bearer ${requestToken}` },
  });
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
