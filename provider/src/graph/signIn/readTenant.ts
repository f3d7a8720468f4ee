/**
 * The tenant that a token is of: its claim `tid`, in lower case. Undefined where the token does not show one.
 *
 * Source: Microsoft's reference of access tokens, which asks clients not to rely on the content of tokens for others.
 * That is why nothing but a guard, which then refuses, is built on it.
 */
export function readTenant(token: string): string | undefined {
  const payload = token.split(".")[1] ?? "";
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    if (typeof claims !== "object" || claims === null || !("tid" in claims)) return undefined;
    return typeof claims.tid === "string" ? claims.tid.toLowerCase() : undefined;
  } catch {
    return undefined;
  }
}
