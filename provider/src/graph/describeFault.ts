export interface Fault {
  /** Node's code, or one of ours: ConnectTimeout, AnswerTimeout, AnswerTooLarge, ProxyUnavailable, NoAnswer. */
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
type Thrown = Partial<Record<"code" | "message" | "isAxiosError" | "cause", unknown>>;

/** @throws what is no fault of a request but a mistake of ours. */
export function describeFault(error: unknown): Fault {
  const { code, message, isAxiosError, cause } = error as Thrown;
  if (typeof code !== "string") {
    if (isAxiosError !== true) throw error;
    return { code: "NoAnswer", message: describe(message) };
  }
  // Node's own message quotes the URL, and the proxy's password in it.
  if (code === "ERR_PROXY_INVALID_CONFIG")
    return { code, message: "HTTPS_PROXY is not the URL of a proxy" };
  const isUnavailable = code === "ERR_PROXY_TUNNEL" && mayOpenLater(cause);
  return { code: isUnavailable ? "ProxyUnavailable" : code, message: describe(message) };
}

/** Node's error of several addresses that were tried in vain has no message. */
function describe(message: unknown): string {
  return typeof message === "string" && message !== "" ? message : "no answer";
}

/** A proxy that opens no tunnel may do so later, unless it has refused: 407 wants a password, 403 forbids the host. */
function mayOpenLater(cause: unknown): boolean {
  const { statusCode } = (cause ?? {}) as { statusCode?: unknown };
  return typeof statusCode !== "number" || statusCode >= 500;
}
