/** As in `Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3…"`. */
const claimsForm = /(?:^|[\s,])claims="([A-Za-z0-9+/_=-]+)"/;

/**
 * The claims that a `WWW-Authenticate` header asks for, as JSON; in the header they are in base64, of either alphabet. With
 * them Graph ends a token before its time, when the identity was disabled or a policy changed, and says what a new one must
 * show. Source: Microsoft's documentation of continuous access evaluation.
 */
export function parseClaims(header = ""): string | undefined {
  const claims = Buffer.from(claimsForm.exec(header)?.[1] ?? "", "base64").toString();
  return claims.trimStart().startsWith("{") ? claims : undefined;
}
