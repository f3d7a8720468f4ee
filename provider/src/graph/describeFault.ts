/** Why there was no whole response. */
export interface Fault {
  /** Node's or axios', or ours: ConnectTimeout, AnswerTimeout, AnswerTooLarge, InvalidProxy, ProxyUnavailable, NoAnswer. */
  code: string;
  message: string;
  /** No connection was made, so nothing was sent. */
  isUnsent?: boolean;
}

export class FaultError extends Error {
  override readonly name = "FaultError";

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Takes only these of an axios error: the rest holds the token. @throws errors of our own code. */
export function describeFault(error: unknown, through: string): Fault {
  const { code, message, isAxiosError } = error as NodeJS.ErrnoException & { isAxiosError?: true };
  if (code === undefined && isAxiosError !== true) throw error;
  // Node's error after several addresses failed has no message.
  const found = message === "" ? "no answer" : message;
  return {
    code: code === undefined ? "NoAnswer" : findCode(code, found),
    message: found + through,
  };
}

/** A proxy that opened no tunnel may do so later, unless it refused: 407 needs a password, 403 forbids the host. */
export function findCode(code: string, message: string): string {
  const isRefused = /: HTTP\/[\d.]+ [1-4]\d\d\b/.test(message);
  return code === "ERR_PROXY_TUNNEL" && !isRefused ? "ProxyUnavailable" : code;
}
