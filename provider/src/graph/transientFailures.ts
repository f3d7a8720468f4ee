export type Effect = "none" | "unknown";

export interface FailureKind {
  status?: number | undefined;
  code: string;
  message?: string;
  retryAfterMs?: number | undefined;
  /** No connection was made, so nothing was sent. */
  isUnsent?: boolean;
}

/** Refused before any work: locked, too early, throttled. */
const refusingStatuses = [423, 425, 429, 509];
const openStatuses = [408, 502, 503, 504, 507];

/** The only transient 409; Graph has no code for it. */
const operationInProgress =
  /\boperation(?: is)?(?: already)? in progress\b|\bOperationInProgress\b/i;

const unsentFaults = ["ECONNREFUSED", "EAI_AGAIN", "ConnectTimeout", "ProxyUnavailable"];
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

/** A 500 is not: Intune sends it for requests that always fail. */
export function isTransient(failure: FailureKind): boolean {
  return findListed(failure) !== undefined;
}

/** A 503 with a time to wait was refused before any work. */
export function findEffect(failure: FailureKind): Effect {
  const { status, retryAfterMs, isUnsent } = failure;
  if (isUnsent === true || (status === 503 && retryAfterMs !== undefined)) return "none";
  return findListed(failure) ?? (status !== undefined && status < 500 ? "none" : "unknown");
}

/** With a status the code says nothing of the connection: an error body may carry any code. */
function findListed({ status, code, message = "" }: FailureKind): Effect | undefined {
  if (status === undefined) {
    if (unsentFaults.includes(code)) return "none";
    return lostFaults.includes(code) ? "unknown" : undefined;
  }
  const isInProgress = status === 409 && operationInProgress.test(`${code} ${message}`);
  if (isInProgress || refusingStatuses.includes(status)) return "none";
  return openStatuses.includes(status) ? "unknown" : undefined;
}
