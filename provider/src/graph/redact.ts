/**
 * Blots tokens and keys out of what others have said: an answer from something on the way may repeat the request with
 * its headers. Secrets that are known are found whatever they look like; an access token need not be a JWT.
 */
export function redact(text: string, known: readonly string[] = []): string {
  return (
    known
      // What is shorter would be found in every word.
      .filter((secret) => secret.length >= shortestSecret)
      .flatMap((secret) => [secret, ...["base64", "base64url"].map((form) => encode(secret, form))])
      .reduce((shown, secret) => shown.replaceAll(matchSpellings(secret), "[secret]"), text)
      .replaceAll(jwt, (run: string, rest?: string) => (rest === undefined ? run : "[token]"))
      .replaceAll(/\bZXlK[\w+/=-]{8,}/g, "[token]") // the same in base64
      .replaceAll(/\b(Bearer|Basic)(\s+)[\w.~+/=-]{8,}/gi, "$1$2[token]")
      .replaceAll(/-----BEGIN .*?(?:-----END [^-]*-----|$)/gs, "[key]")
  );
}

/**
 * A JWT, signed (three parts) or encrypted (five). What only begins like one is matched too and put back as it is: else
 * the search would begin anew at each of its letters.
 */
const jwt = /\beyJ[\w-]+(\.{1,2}[\w-]+(?:\.[\w-]*)*)?/g;

const shortestSecret = 4;

function encode(secret: string, form: string): string {
  return Buffer.from(secret).toString(form as BufferEncoding);
}

/** A secret as it stands in a header, a URL, a form, JSON or HTML: each of its signs may be spelled in their ways. */
function matchSpellings(secret: string): RegExp {
  return new RegExp(Array.from(secret, spellSign).join(""), "gu");
}

const htmlNames: Readonly<Record<string, string>> = {
  "&": "amp",
  "<": "lt",
  ">": "gt",
  '"': "quot",
};

function spellSign(sign: string): string {
  if (/^[a-z\d]$/i.test(sign)) return sign;
  const code = sign.codePointAt(0) ?? 0;
  const toHex = (number: number, length = 0): string =>
    number
      .toString(16)
      .padStart(length, "0")
      .replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
  const inUrl = [...Buffer.from(sign)].map((byte) => `%${toHex(byte, 2)}`);
  const ways = [
    `\\\\?\\u{${code.toString(16)}}`,
    inUrl.join(""),
    `&#(?:0*${code}|[xX]0*${toHex(code)});`,
    `\\\\u${toHex(code, 4)}`,
    ...(sign === " " ? ["\\+"] : []),
    ...(Object.hasOwn(htmlNames, sign) ? [`&${htmlNames[sign]};`] : []),
  ];
  return `(?:${ways.join("|")})`;
}

const proxyVariables = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"];

/** The password of a proxy, alone and as `Proxy-Authorization: Basic` carries it. */
export function listProxySecrets(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): string[] {
  return proxyVariables.flatMap((variable) => {
    const address = environment[variable] ?? "";
    if (!URL.canParse(address)) return [];
    const { username, password } = new URL(address);
    if (password === "") return [];
    return [password, decode(password), `${decode(username)}:${decode(password)}`];
  });
}

/** A stray % is no fault of the one who reads an answer. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
