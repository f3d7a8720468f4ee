/**
 * Blots tokens and keys out of what others have said: an answer from something on the way may repeat the request with
 * its headers. Secrets that are known are found whatever they look like; an access token need not be a JWT.
 */
export function redact(text: string, known: readonly string[] = []): string {
  const spelled = known
    // What is shorter would be found in every word.
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap((secret) => spellings.map((spell) => spell(secret)));
  return spelled
    .reduce((shown, secret) => shown.replaceAll(secret, "[secret]"), text)
    .replaceAll(jwt, (run: string, rest?: string) => (rest === undefined ? run : "[token]"))
    .replaceAll(/\bZXlK[\w+/=-]{8,}/g, "[token]") // the same in base64
    .replaceAll(/\b(Bearer|Basic)(\s+)[\w.~+/=-]{8,}/gi, "$1$2[token]")
    .replaceAll(/-----BEGIN .*?(?:-----END [^-]*-----|$)/gs, "[key]");
}

/**
 * A JWT, signed (three parts) or encrypted (five). What only begins like one is matched too and put back as it is: else
 * the search would begin anew at each of its letters.
 */
const jwt = /\beyJ[\w-]+(\.{1,2}[\w-]+(?:\.[\w-]*)*)?/g;

const shortestSecret = 4;

/** As secrets stand in a form and in a header. */
const spellings: readonly ((secret: string) => string)[] = [
  (secret) => secret,
  encodeURIComponent,
  (secret) => new URLSearchParams({ "": secret }).toString().slice(1),
  (secret) => Buffer.from(secret).toString("base64"),
];

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
