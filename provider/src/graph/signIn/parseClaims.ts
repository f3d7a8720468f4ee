/** As in `Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3…"`. */
const claimsForm = /(?:^|[\s,])claims="([A-Za-z0-9+/_=-]+)"/;

/**
 * The claims that a `WWW-Authenticate` header asks for, as JSON. With them Graph ends a token before its time, when the
 * identity was disabled or a policy changed, and says what a new one must show.
 *
 * Source: Microsoft's documentation of continuous access evaluation; the claims are in base64, of either alphabet.
 * Undefined where there are none, or none that can be read.
 */
export function parseClaims(header: string | undefined): string | undefined {
  const encoded = claimsForm.exec(header ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const claims = Buffer.from(encoded, "base64").toString("utf8");
  return claims.trimStart().startsWith("{") ? claims : undefined;
}
