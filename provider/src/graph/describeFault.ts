export interface Fault {
  /** Node's code, or one of ours: ConnectTimeout, AnswerTimeout, AnswerTooLarge, InvalidProxy, ProxyUnavailable, NoAnswer. */
  code: string;
  message: string;
  /** No connection stood, so that no byte of the request was sent. */
  isUnsent?: boolean;
}

export class FaultError extends Error {
  override readonly name = "FaultError";
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** Of the HTTP library's errors only these are read: the rest holds the token. */
type Thrown = Partial<Record<"code" | "message" | "isAxiosError", unknown>>;

/**
 * @param through the proxy on the way, as it follows a message.
 * @throws what is no fault of a request but a mistake of ours.
 */
export function describeFault(error: unknown, through: string): Fault {
  const { code, message, isAxiosError } = error as Thrown;
  if (typeof code !== "string" && isAxiosError !== true) throw error;
  // Node's error of several addresses that were tried in vain has no message.
  const found = typeof message === "string" && message !== "" ? message : "no answer";
  return {
    code: typeof code === "string" ? findCode(code, found) : "NoAnswer",
    message: found + through,
  };
}

/**
 * The code of a fault by Node's and its message. A proxy that opens no tunnel may do so later, unless it has refused: 407
 * wants a password, 403 forbids the host.
 */
export function findCode(code: string, message: string): string {
  const isRefused = /: HTTP\/[\d.]+ [1-4]\d\d\b/.test(message);
  return code === "ERR_PROXY_TUNNEL" && !isRefused ? "ProxyUnavailable" : code;
}
