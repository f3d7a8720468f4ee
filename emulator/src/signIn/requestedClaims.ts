import { isRecord } from "../isRecord.js";
import { parseJson } from "../pipeline/readJson.js";
import { EntraFailure } from "./entraFailure.js";

/** The parameter `claims`. Source: OpenID Connect, section 5.5. */
export type RequestedClaims = Readonly<Record<string, unknown>>;

export function readRequestedClaims(text: string | null): RequestedClaims {
  if (text === null) return {};
  const claims = parseJson(text);
  if (isRecord(claims)) return claims;
  throw new EntraFailure(
    "badClaims",
    "Invalid request. Request is malformed or invalid: the claims are no JSON object.",
  );
}

export function readAccessTokenClaims(claims: RequestedClaims): RequestedClaims {
  return isRecord(claims["access_token"]) ? claims["access_token"] : {};
}

/** `cp1`: the client understands a challenge (documented). */
export function readCapabilities(claims: RequestedClaims = {}): readonly string[] {
  const asked = readAccessTokenClaims(claims)["xms_cc"];
  const values = isRecord(asked) ? (asked["values"] ?? asked["value"] ?? []) : [];
  return [values].flat().map(String);
}
