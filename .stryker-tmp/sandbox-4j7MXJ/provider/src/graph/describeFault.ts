// @ts-nocheck
import type { RequestWatch, TimeLimits } from "./requestLimits.js";

/** What kept an answer from coming. */
export interface Fault {
  /** Node's code, or one of ours: ConnectTimeout, AnswerTimeout, AnswerTooLarge, ProxyUnavailable, NoAnswer. */
  code: string;
  message: string;
  /** No connection stood, so that no byte of the request was sent. */
  isUnsent?: boolean;
}

/** A fault that we find ourselves. */
export class FaultError extends Error {
  override readonly name = "FaultError";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** An error as the HTTP library, Node or we throw it. Of the library's only these are read: the rest holds the token. */
interface Thrown {
  code?: unknown;
  message?: unknown;
  isAxiosError?: unknown;
  cause?: unknown;
}

/**
 * Says what went wrong, without the error itself.
 *
 * @throws what is no fault of a request but a mistake of ours.
 */
export function describeFault(error: unknown, watch: RequestWatch, limits: TimeLimits): Fault {
  const { code, message, isAxiosError } = error as Thrown;
  if (typeof code !== "string" && isAxiosError !== true) throw error;
  const known = typeof code === "string" ? code : "NoAnswer";
  const isUnsent = !watch.wasConnected;
  if (watch.expired !== undefined) {
    return { code: watch.expired, message: describeExpiry(watch.expired, limits), isUnsent };
  }
  if (known === "ERR_PROXY_INVALID_CONFIG") {
    // Node's own message quotes the URL, and the proxy's password in it.
    return { code: known, message: "HTTPS_PROXY is not the URL of a proxy", isUnsent };
  }
  return {
    code: isProxyUnavailable(error as Thrown) ? "ProxyUnavailable" : known,
    // Node's error of several addresses that were tried in vain has no message.
    message: typeof message === "string" && message !== "" ? message : "no answer",
    isUnsent,
  };
}

function describeExpiry(
  expired: "ConnectTimeout" | "AnswerTimeout",
  { connectTimeoutMs, answerTimeoutMs }: TimeLimits,
): string {
  return expired === "ConnectTimeout"
    ? `no connection within ${connectTimeoutMs / 1000} s (intune:connectTimeoutSeconds)`
    : `no complete answer within ${answerTimeoutMs / 1000} s (intune:answerTimeoutSeconds)`;
}

/** A proxy that opens no tunnel may do so later, unless it has refused: 407 wants a password, 403 forbids the host. */
function isProxyUnavailable({ code, cause }: Thrown): boolean {
  if (code !== "ERR_PROXY_TUNNEL") return false;
  const { statusCode } = (cause ?? {}) as { statusCode?: unknown };
  return typeof statusCode !== "number" || statusCode >= 500;
}
