/** What a failed attempt may have changed on Graph's side: certainly nothing, or nobody knows. */
// @ts-nocheck

export type Effect = "none" | "unknown";

/** A failed attempt, as far as its kind goes. */
export interface FailureKind {
  /** HTTP status; undefined when no answer came. */
  status?: number | undefined;
  /** Graph's code, or the connection's. */
  code: string;
  /** How long Graph asks to wait. */
  retryAfterMs?: number | undefined;
  /** No connection stood, so that no byte of the request was sent. */
  isUnsent?: boolean | undefined;
}

interface Row {
  effect: Effect;
  why: string;
}

/** Statuses that pass. 500 is not among them: Intune answers it to requests that fail in the same way each time. */
const statuses: Readonly<Record<number, Row>> = {
  423: { effect: "none", why: "the object is locked by another operation" },
  429: { effect: "none", why: "throttled before it was worked on" },
  502: { effect: "unknown", why: "a gateway lost the answer of what stands behind it" },
  503: { effect: "unknown", why: "overloaded, before or in the middle of the work" },
  504: { effect: "unknown", why: "a gateway gave up waiting for what stands behind it" },
};

/** Faults of the connection that pass, by Node's code or ours. What is not in here is a fault that nobody understood. */
const faults: Readonly<Record<string, Row>> = {
  ECONNREFUSED: { effect: "none", why: "nobody listened" },
  EAI_AGAIN: { effect: "none", why: "the name server did not answer" },
  ConnectTimeout: { effect: "none", why: "the connection did not stand in time" },
  ProxyUnavailable: { effect: "none", why: "the proxy opened no tunnel" },
  ECONNRESET: { effect: "unknown", why: "the other side dropped the connection" },
  ECONNABORTED: { effect: "unknown", why: "this machine dropped the connection" },
  EPIPE: { effect: "unknown", why: "the other side closed while the request was being sent" },
  ETIMEDOUT: { effect: "unknown", why: "the other side went silent" },
  EHOSTUNREACH: { effect: "unknown", why: "the route was lost" },
  ENETUNREACH: { effect: "unknown", why: "the network was lost" },
  ENETDOWN: { effect: "unknown", why: "the network was lost" },
  ERR_STREAM_PREMATURE_CLOSE: { effect: "unknown", why: "the answer broke off" },
  Z_BUF_ERROR: { effect: "unknown", why: "the compressed answer broke off" },
  AnswerTimeout: { effect: "unknown", why: "the answer was not there in time" },
};

/** Whether the same request may well succeed later. Never so for what is not in the tables. */
export function isTransient(failure: FailureKind): boolean {
  return findRow(failure) !== undefined;
}

/**
 * What the attempt may have changed. A 503 that names a time to wait was turned away at the door; an answer below 500
 * is a refusal; all else that is not in the tables leaves it open.
 */
export function findEffect(failure: FailureKind): Effect {
  const { status, retryAfterMs } = failure;
  if (failure.isUnsent === true) return "none";
  if (status === 503 && retryAfterMs !== undefined) return "none";
  const unlisted = status !== undefined && status < 500 ? "none" : "unknown";
  return findRow(failure)?.effect ?? unlisted;
}

/** The status counts where there is one: an error body may carry any code, also one that looks like a fault's. */
function findRow({ status, code }: FailureKind): Row | undefined {
  if (status !== undefined) return statuses[status];
  return Object.hasOwn(faults, code) ? faults[code] : undefined;
}
