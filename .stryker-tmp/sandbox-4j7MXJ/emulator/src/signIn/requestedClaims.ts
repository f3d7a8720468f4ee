// @ts-nocheck
import { isRecord } from "../isRecord.js";
import { parseJson } from "../pipeline/readJson.js";
import { EntraFailure } from "./entraFailure.js";

/** The `claims` of a token request: what the client wants in the token. Source: OpenID Connect, section 5.5. */
export type RequestedClaims = Readonly<Record<string, unknown>>;

/** Reads the parameter; nothing is asked for when it is absent. */
export function readRequestedClaims(text: string | null): RequestedClaims {
  if (text === null) return {};
  const claims = parseJson(text);
  if (isRecord(claims)) return claims;
  throw new EntraFailure(
    "badClaims",
    "Invalid request. Request is malformed or invalid: the claims are no JSON object.",
  );
}

/** What is wanted of the access token. */
export function readAccessTokenClaims(claims: RequestedClaims): RequestedClaims {
  return isRecord(claims["access_token"]) ? claims["access_token"] : {};
}

/** What the client says it can do; `cp1` means that it understands a challenge (documented). */
export function readCapabilities(claims: RequestedClaims = {}): readonly string[] {
  const asked = readAccessTokenClaims(claims)["xms_cc"];
  const values = isRecord(asked) ? (asked["values"] ?? asked["value"] ?? []) : [];
  return [values].flat().map(String);
}
