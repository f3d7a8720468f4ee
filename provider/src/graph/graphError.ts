import { toReadable } from "../domain/readable.js";
import type { ErrorBody } from "./parseErrorBody.js";
import { findEffect, isTransient } from "./transientFailures.js";
import { findAdvice } from "./advice.js";

/** A request as a message to a person names it. */
export interface RequestDescription {
  /** What was being done to which object, to follow "Cannot", as in "read the assignments of … 1234". */
  action: string;
  method: string;
  /** Path and query, without the host. */
  path: string;
  /** What the body sends along though the program does not declare it, as entries are called in messages. */
  sentAlong?: readonly string[];
}

/** How a request failed: an answer of Graph's, or none. */
export interface GraphFailure {
  /** HTTP status; undefined when no answer came. */
  status?: number;
  /** What Graph said, or a code and message of the connection's. */
  body: ErrorBody;
  /** The answer's `request-id`, for Microsoft's support. */
  requestId?: string;
  /** Graph asked for claims in a new token, as continuous access evaluation does. */
  isChallenge?: boolean;
  /** How long Graph asks to wait before the request is repeated. */
  retryAfterMs?: number;
  /** No connection stood, so that no byte of the request was sent. */
  isUnsent?: boolean;
  /** Why it was not sent again, where repeating was given up: a sentence. */
  gaveUp?: string;
  /** What further looks have shown of a 404. */
  verdict?: Verdict;
}

/** Whether an object of which Graph has answered 404 is gone; if not, another answer of Graph's contradicts the 404. */
export interface Verdict {
  isGone: boolean;
  /** A sentence. */
  reason: string;
}

/**
 * Any failed request to Graph. The message says what was being done to which object, what Graph said and the way out.
 * It never holds the request's headers, hence no token, nor the error of the HTTP library, which does.
 */
export class GraphError extends Error {
  override readonly name = "GraphError";
  readonly status: number | undefined;
  readonly code: string;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  readonly method: string;
  readonly path: string;
  /** The same request may well succeed later. */
  readonly isTransient: boolean;
  /** The write may have taken effect although it failed: its answer got lost, or came from something on the way. */
  readonly isAmbiguous: boolean;
  readonly #request: RequestDescription;
  readonly #failure: GraphFailure;

  constructor(request: RequestDescription, failure: GraphFailure) {
    super(describeFailure(request, failure));
    this.status = failure.status;
    this.code = failure.body.code;
    this.requestId = failure.requestId;
    this.retryAfterMs = failure.retryAfterMs;
    this.method = request.method;
    this.path = request.path;
    const kind = { ...failure, ...failure.body };
    this.isTransient = isTransient(kind);
    this.isAmbiguous = request.method !== "GET" && findEffect(kind) === "unknown";
    const { action, method, path, sentAlong = [] } = request;
    this.#request = { action, method, path, sentAlong };
    this.#failure = failure;
  }

  /**
   * Graph said that the object does not exist, in its own error shape. A 404 in any other shape comes from something on
   * the way (a proxy, a wrong endpoint) and says nothing about the object. One such answer does not prove that the object
   * is gone: `isGone` does.
   */
  get isNotFound(): boolean {
    return this.status === 404 && this.code === "ResourceNotFound";
  }

  /** Graph said so, and further looks have confirmed it. */
  get isGone(): boolean {
    return this.#failure.verdict?.isGone === true;
  }

  /** Another operation stands in the way: what is live by now may be what was wanted. */
  get isConflict(): boolean {
    return this.status === 409 || this.status === 423;
  }

  /** The same failure, with why it was not sent again: a sentence. */
  giveUp(gaveUp: string): GraphError {
    return new GraphError(this.#request, { ...this.#failure, gaveUp });
  }

  /** Further looks have confirmed or contradicted it. */
  get hasVerdict(): boolean {
    return this.#failure.verdict !== undefined;
  }

  /** The same failure, with what further looks have shown. */
  withVerdict(verdict: Verdict): GraphError {
    return new GraphError(this.#request, { ...this.#failure, verdict });
  }
}

function describeFailure(request: RequestDescription, failure: GraphFailure): string {
  const { status, body, requestId, isChallenge = false, gaveUp, verdict } = failure;
  const answer =
    status === undefined ? body.code : `Graph answered ${`${status} ${body.code}`.trimEnd()}`;
  const ids = [
    ...(requestId === undefined ? [] : [`request-id ${requestId}`]),
    ...(body.activityId === undefined ? [] : [`activity id ${body.activityId}`]),
  ];
  const advice =
    verdict?.isGone === false
      ? "Nothing is concluded from that. Run the command again in a few minutes."
      : findAdvice({ ...request, status, code: body.code, isChallenge });
  return [
    `Cannot ${request.action}: ${answer}: ${endSentence(body.message)}`,
    ...(gaveUp === undefined ? [] : [gaveUp]),
    ...(verdict === undefined ? [] : [verdict.reason]),
    ...(advice === undefined ? [] : [advice]),
    `(${[`${request.method} ${toReadable(request.path, { maxLength: longestPath })}`, ...ids].join(", ")})`,
  ].join(" ");
}

/** How much a message shows of an address: Graph makes those of further pages. */
const longestPath = 500;

function endSentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}
