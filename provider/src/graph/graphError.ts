import { toReadable } from "../domain/readable.js";
import { findAdvice } from "./advice.js";
import type { ErrorBody } from "./parseErrorBody.js";
import { ProcessFailure } from "./processFailure.js";
import type { GraphRequest } from "./graphRequest.js";
import { findEffect, isTransient, type FailureKind } from "./retry.js";

export interface GraphFailure extends FailureKind, ErrorBody {
  message: string;
  requestId?: string | undefined;
  /** Graph asked for claims (continuous access evaluation). */
  isChallenge?: boolean;
  /** Of a waiting Multi Admin Approval. */
  approvalCode?: string | undefined;
  gaveUp?: string;
  /** In place of other advice. */
  approval?: string | undefined;
  verdict?: Verdict;
}

/** Whether other responses confirm a 404. */
export interface Verdict {
  isGone: boolean;
  reason: string;
}

/** Holds no request headers, so no token. */
export class GraphError extends Error {
  override readonly name = "GraphError";
  readonly status: number | undefined;
  readonly code: string;
  readonly retryAfterMs: number | undefined;
  readonly isTransient: boolean;
  /** Attempts in all, within the retry budget. */
  readonly worthAttempts: number;
  /** The write may have taken effect: its response was lost, or is not Graph's. */
  readonly isAmbiguous: boolean;
  readonly #request: GraphRequest;
  readonly #failure: GraphFailure;

  constructor(request: GraphRequest, failure: GraphFailure) {
    super(describeFailure(request, failure));
    ({ status: this.status, code: this.code, retryAfterMs: this.retryAfterMs } = failure);
    this.isTransient = isTransient(failure);
    this.worthAttempts = this.isTransient ? Infinity : countAttempts(request, failure);
    this.isAmbiguous = request.method !== "GET" && findEffect(failure) === "unknown";
    this.#request = request;
    this.#failure = failure;
  }

  /** Graph's own 404; only `isGone` is proof. */
  get isNotFound(): boolean {
    return this.status === 404 && this.code === "ResourceNotFound";
  }

  get isGone(): boolean {
    return this.#failure.verdict?.isGone === true;
  }

  /** Another operation blocks this one, and may have done its work. */
  get isConflict(): boolean {
    return this.status === 409 || this.status === 423;
  }

  get hasVerdict(): boolean {
    return this.#failure.verdict !== undefined;
  }

  with(found: Pick<GraphFailure, "gaveUp" | "verdict">): GraphError {
    return new GraphError(this.#request, { ...this.#failure, ...found });
  }
}

function countAttempts({ method, newGroupIds = [] }: GraphRequest, failure: GraphFailure) {
  if (method === "GET" && failure.status === 500) return 4;
  const [, refused = ""] = /Invalid GroupId\s*:\s*([0-9a-f-]{36})/i.exec(failure.message) ?? [];
  // One to two minutes.
  return failure.status === 400 && newGroupIds.includes(refused.toLowerCase()) ? 8 : 1;
}

const longestPath = 500;

function describeFailure(request: GraphRequest, failure: GraphFailure): string {
  const { status, code, message, requestId, activityId, gaveUp, verdict, approval } = failure;
  const answer = status === undefined ? code : `Graph answered ${`${status} ${code}`.trimEnd()}`;
  const said = /[.!?]$/.test(message) ? message : `${message}.`;
  const advice =
    verdict?.isGone === false
      ? "Nothing is concluded from that. Run the command again in a few minutes."
      : (approval ?? findAdvice({ ...request, ...failure }));
  const details = [
    `${request.method} ${toReadable(request.path, { maxLength: longestPath })}`,
    requestId && `request-id ${requestId}`,
    activityId && `activity id ${activityId}`,
  ];
  const shown = `(${details.filter(Boolean).join(", ")})`;
  const parts = [`Cannot ${request.action}: ${answer}: ${said}`, gaveUp, verdict?.reason, advice];
  return [...parts, shown].filter(Boolean).join(" ");
}

export function isRequestFailure(error: unknown): error is GraphError | ProcessFailure {
  return error instanceof GraphError || error instanceof ProcessFailure;
}
