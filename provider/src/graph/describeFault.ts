import type { RequestWatch, TimeLimits } from "./requestLimits.js";

/** What kept an answer from coming. */
export interface Fault {
  /** Node's code, or one of ours: ConnectTimeout, AnswerTimeout, AnswerTooLarge, InvalidProxy, ProxyUnavailable, NoAnswer. */
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
}

/**
 * Says what went wrong, and through which proxy, without the error itself.
 *
 * @throws what is no fault of a request but a mistake of ours.
 */
export function describeFault(
  error: unknown,
  watch: RequestWatch,
  limits: TimeLimits,
  through: string,
): Fault {
  const { code, message, isAxiosError } = error as Thrown;
  if (typeof code !== "string" && isAxiosError !== true) throw error;
  const known = typeof code === "string" ? code : "NoAnswer";
  const isUnsent = !watch.wasConnected;
  if (watch.expired !== undefined) {
    const found = describeExpiry(watch.expired, limits);
    return { code: watch.expired, message: found + through, isUnsent };
  }
  // Node's error of several addresses that were tried in vain has no message.
  const found = typeof message === "string" && message !== "" ? message : "no answer";
  return {
    code: findCode(known, found),
    message: found + through,
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

/**
 * The code of a fault by Node's and its message. A proxy that opens no tunnel may do so later, unless it has refused: 407
 * wants a password, 403 forbids the host.
 */
export function findCode(code: string, message: string): string {
  const isRefused = /: HTTP\/[\d.]+ [1-4]\d\d\b/.test(message);
  return code === "ERR_PROXY_TUNNEL" && !isRefused ? "ProxyUnavailable" : code;
}
