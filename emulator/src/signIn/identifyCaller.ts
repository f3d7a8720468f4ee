import { GraphFailure } from "../graphFailure.js";
import type { RequestHeaders } from "../pipeline/incomingRequest.js";
import type { AccessTokens, Caller } from "./accessTokens.js";
import type { Challenge } from "./revocations.js";
import { TokenRefusal } from "./tokenRefusal.js";

export type Identity = { readonly caller: Caller } | { readonly failure: GraphFailure };

export async function identifyCaller(
  headers: RequestHeaders,
  tokens: AccessTokens,
): Promise<Identity> {
  const token = readBearer(headers);
  if (token === undefined) return { failure: refuseToken("Access token is empty.") };
  try {
    return { caller: await tokens.verify(token) };
  } catch (error) {
    if (!(error instanceof TokenRefusal)) throw error;
    return { failure: refuseToken(error.message, error.challenge) };
  }
}

export function readBearer(headers: RequestHeaders): string | undefined {
  const match = /^Bearer\s+(?<token>\S+)$/iu.exec(headers.get("authorization") ?? "");
  return match?.groups?.["token"];
}

/** A 401 of Graph's gateway is never nested. */
function refuseToken(message: string, challenge?: Challenge): GraphFailure {
  return new GraphFailure({
    status: 401,
    code: "InvalidAuthenticationToken",
    message,
    mayBeNested: false,
    headers: {
      "WWW-Authenticate": [
        'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
        ...(challenge === undefined ? [] : spellChallenge(message, challenge)),
      ].join(", "),
    },
  });
}

/** The claims are in padded base64. Source: Microsoft's documentation of claims challenges. */
function spellChallenge(message: string, { claims }: Challenge): string[] {
  const encoded = Buffer.from(claims).toString("base64");
  return [`errorDescription="${message}"`, 'error="insufficient_claims"', `claims="${encoded}"`];
}
