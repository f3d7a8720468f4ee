export interface Fault {
  /** Node's, axios' or our own, as `ConnectTimeout`. */
  code: string;
  message: string;
  /** Nothing was sent. */
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

/** Drops the rest of an axios error: it holds the token. @throws errors of our own code. */
export function describeFault(error: unknown, through: string): Fault {
  const { code, message, isAxiosError } = error as NodeJS.ErrnoException & { isAxiosError?: true };
  if (code === undefined && isAxiosError !== true) throw error;
  // Node gives no message after several addresses failed.
  const found = message === "" ? "no answer" : message;
  return {
    code: code === undefined ? "NoAnswer" : findCode(code, found),
    message: found + through,
  };
}

/** Transient, unless the proxy refused: 407 needs a password, 403 forbids the host. */
export function findCode(code: string, message: string): string {
  const isRefused = /: HTTP\/[\d.]+ [1-4]\d\d\b/.test(message);
  return code === "ERR_PROXY_TUNNEL" && !isRefused ? "ProxyUnavailable" : code;
}
