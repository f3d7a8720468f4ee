/** What a failed attempt may have changed on Graph's side: certainly nothing, or nobody knows. */
export type Effect = "none" | "unknown";

export interface FailureKind {
  /** HTTP status; undefined when no answer came. */
  status?: number | undefined;
  /** Graph's, or the connection's. */
  code: string;
  message?: string;
  /** How long Graph asks to wait before the request is repeated. */
  retryAfterMs?: number | undefined;
  /** No connection stood, so that no byte of the request was sent. */
  isUnsent?: boolean;
}

/** Locked, too early, or throttled: refused before it was worked on. */
const refusingStatuses = [423, 425, 429, 509];
/** Something gave up waiting, or there was too much load or too little room in the middle of the work. */
const openStatuses = [408, 502, 503, 504, 507];

/** Graph has no code of its own for this 409: any other conflict lasts. */
const operationInProgress =
  /\boperation(?: is)?(?: already)? in progress\b|\bOperationInProgress\b/i;

/** By Node's code or ours: no connection stood. */
const unsentFaults = ["ECONNREFUSED", "EAI_AGAIN", "ConnectTimeout", "ProxyUnavailable"];
/** The connection was lost, or the answer was late or broke off. */
const lostFaults = [
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "ERR_STREAM_PREMATURE_CLOSE",
  "Z_BUF_ERROR",
  "AnswerTimeout",
];

/** What is not listed lasts. A 500 may: Intune answers it to requests that fail in the same way each time. */
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
  if (status === undefined) {
    if (unsentFaults.includes(code)) return "none";
    return lostFaults.includes(code) ? "unknown" : undefined;
  }
  const isInProgress = status === 409 && operationInProgress.test(`${code} ${message}`);
  if (isInProgress || refusingStatuses.includes(status)) return "none";
  return openStatuses.includes(status) ? "unknown" : undefined;
}
