// Unlike decodeURIComponent, it never throws.
import { unescape as decode } from "node:querystring";
import { proxyVariables, readProxy } from "./proxy.js";

/** `known`: secrets in any form, because an access token need not be a JWT. A proxy's are always known. */
export function redact(text: string, known: readonly string[] = []): string {
  return [...known, ...listProxySecrets()]
    .flatMap(listSpellings)
    .reduce((shown, spelling) => shown.replaceAll(spelling, "[secret]"), text)
    .replaceAll(jwt, (run: string, rest?: string) => (rest === undefined ? run : "[token]"))
    .replaceAll(/\bZXlK[\w+/=-]{8,}/g, "[token]") // the same in base64
    .replaceAll(/\b(Bearer|Basic)(\s+)[\w.~+/=-]{8,}/gi, "$1$2[token]")
    .replaceAll(/-----BEGIN .*?(?:-----END [^-]*-----|$)/gs, "[key]");
}

/** Signed: three parts; encrypted: five. Matching the beginning alone avoids a search from each letter. */
const jwt = /\beyJ[\w-]+(\.{1,2}[\w-]+(?:\.[\w-]*)*)?/g;

/** As in a header, URL, form, JSON, HTML or base64. */
function listSpellings(secret: string): RegExp[] {
  if (secret.length < 4) return [];
  const bytes = Buffer.from(secret);
  const forms = [secret, bytes.toString("base64"), bytes.toString("base64url")];
  return forms.map((form) => new RegExp(Array.from(form, spellSign).join(""), "gu"));
}

/** Any escape matches any sign. No text may match two alternatives: the search would explode. */
function spellSign(sign: string): string {
  if (/^[a-z\d]$/i.test(sign)) return sign;
  const inUrl = `(?:%[\\da-fA-F]{2}){${Buffer.byteLength(sign)}}`;
  const itself = `\\\\?\\u{${sign.codePointAt(0)?.toString(16)}}`;
  return `(?:${itself}|${inUrl}|&#?\\w{1,8};|\\\\u[\\da-fA-F]{4}${sign === " " ? "|\\+" : ""})`;
}

const mayHoldProxies = [...proxyVariables, "HTTP_PROXY", "http_proxy"];

/** Alone, and as `Proxy-Authorization: Basic` has it. */
function listProxySecrets(): string[] {
  return mayHoldProxies.flatMap((variable) => {
    const { username = "", password = "" } = readProxy(process.env[variable]) ?? {};
    if (password === "") return [];
    return [password, decode(password), `${decode(username)}:${decode(password)}`];
  });
}
