/** What a failed attempt may have changed on Graph's side: certainly nothing, or nobody knows. */
export type Effect = "none" | "unknown";

/** A failed attempt, as far as its kind goes. */
export interface FailureKind {
  /** HTTP status; undefined when no answer came. */
  status?: number | undefined;
  /** Graph's code, or the connection's. */
  code: string;
  message?: string | undefined;
  retryAfterMs?: number | undefined;
  isUnsent?: boolean | undefined;
}

/** Statuses that pass. 500 is not among them: Intune answers it to requests that fail in the same way each time. */
const statuses: Readonly<Record<number, Effect>> = {
  // Locked by another operation.
  423: "none",
  // Throttled before it was worked on; 509 by its bandwidth.
  429: "none",
  509: "none",
  // A gateway lost the answer of what stands behind it, or gave up waiting for it.
  502: "unknown",
  504: "unknown",
  // Overloaded, or no room to store something: before or in the middle of the work.
  503: "unknown",
  507: "unknown",
};

/** Graph has no code of its own for this 409: any other conflict lasts. */
const operationInProgress =
  /\boperation(?: is)?(?: already)? in progress\b|\bOperationInProgress\b/i;

/** Faults of the connection that pass, by Node's code or ours. What is not in here is a fault that nobody understood. */
const faults: Readonly<Record<string, Effect>> = {
  // No connection stood.
  ECONNREFUSED: "none",
  EAI_AGAIN: "none",
  ConnectTimeout: "none",
  ProxyUnavailable: "none",
  // It was lost, or the answer was late or broke off.
  ECONNRESET: "unknown",
  ECONNABORTED: "unknown",
  EPIPE: "unknown",
  ETIMEDOUT: "unknown",
  EHOSTUNREACH: "unknown",
  ENETUNREACH: "unknown",
  ENETDOWN: "unknown",
  ERR_STREAM_PREMATURE_CLOSE: "unknown",
  Z_BUF_ERROR: "unknown",
  AnswerTimeout: "unknown",
};

/** Whether the same request may well succeed later. Never so for what is not in the tables. */
export function isTransient(failure: FailureKind): boolean {
  return findListed(failure) !== undefined;
}

/** A 503 that names a time to wait was turned away at the door, and below 500 an answer is a refusal. */
export function findEffect(failure: FailureKind): Effect {
  const { status, retryAfterMs, isUnsent } = failure;
  if (isUnsent === true || (status === 503 && retryAfterMs !== undefined)) return "none";
  return findListed(failure) ?? (status !== undefined && status < 500 ? "none" : "unknown");
}

/** The status counts where there is one: an error body may carry any code, also one that looks like a fault's. */
function findListed({ status, code, message = "" }: FailureKind): Effect | undefined {
  if (status === 409) return operationInProgress.test(`${code} ${message}`) ? "none" : undefined;
  if (status !== undefined) return statuses[status];
  return Object.hasOwn(faults, code) ? faults[code] : undefined;
}
