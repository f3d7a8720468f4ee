/**
 * Blots tokens and keys out of what others have said: an answer from something on the way may repeat the request with
 * its headers.
 */
export function hideTokens(text: string): string {
  return text
    .replaceAll(/\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g, "[token]")
    .replaceAll(/\bZXlK[\w+/=-]{8,}/g, "[token]") // the same in base64
    .replaceAll(/\b(Bearer|Basic)(\s+)[\w.~+/=-]{8,}/gi, "$1$2[token]")
    .replaceAll(/-----BEGIN .*?(?:-----END [^-]*-----|$)/gs, "[key]");
}
