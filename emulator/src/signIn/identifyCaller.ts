import { GraphFailure } from "../graphFailure.js";
import type { AccessTokens, Caller } from "./accessTokens.js";

/** Who sends a request, or why that is not known. */
export type Identity = { readonly caller: Caller } | { readonly failure: GraphFailure };

/** Reads the bearer token of a request. */
export async function identifyCaller(headers: Headers, tokens: AccessTokens): Promise<Identity> {
  const token = /^Bearer\s+(?<token>\S+)$/iu.exec(headers.get("authorization") ?? "");
  if (token?.groups?.["token"] === undefined) {
    return { failure: refuseToken("Access token is empty.") };
  }
  try {
    return { caller: await tokens.verify(token.groups["token"]) };
  } catch (error) {
    return { failure: refuseToken(error instanceof Error ? error.message : String(error)) };
  }
}

/** A 401 of Graph's gateway, which is never nested. */
function refuseToken(message: string): GraphFailure {
  return new GraphFailure({
    status: 401,
    code: "InvalidAuthenticationToken",
    message,
    mayBeNested: false,
    headers: {
      "WWW-Authenticate":
        'Bearer realm="", authorization_uri="https://login.microsoftonline.com/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000"',
    },
  });
}
