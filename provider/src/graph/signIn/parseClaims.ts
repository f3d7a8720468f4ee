/** As in `Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3…"`. */
const claimsForm = /(?:^|[\s,])claims="([A-Za-z0-9+/_=-]+)"/;

/**
 * The claims that Graph asks for in a new token, as JSON; in `WWW-Authenticate` in base64, of either alphabet.
 * Source: Microsoft's documentation of continuous access evaluation.
 */
export function parseClaims(header = ""): string | undefined {
  const claims = Buffer.from(claimsForm.exec(header)?.[1] ?? "", "base64").toString();
  return claims.trimStart().startsWith("{") ? claims : undefined;
}
