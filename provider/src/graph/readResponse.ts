import { toReadable } from "../domain/readable.js";
import { findApprovalCode } from "./approvals.js";
import type { GraphFailure } from "./graphError.js";
import type { Parse } from "./graphRequest.js";
import { parseErrorBody, type ErrorBody } from "./parseErrorBody.js";
import { tryParse, UnexpectedResponse } from "./parseJson.js";
import { listProxySecrets, redact } from "./redact.js";
import { parseRetryAfter } from "./retry.js";
import type { HttpResponse } from "./sendHttp.js";
import { parseClaims } from "./signIn/parseClaims.js";

export type Outcome<T> = { value: T } | { failure: GraphFailure };

export function readResponse<T>(
  response: HttpResponse,
  parse: Parse<T>,
  { nowMs, token }: { nowMs: number; token: string },
): Outcome<T> {
  if ("fault" in response) return { failure: toReadableFailure(response.fault, token) };
  const { status, headers, text } = response;
  const parsed = tryParse(text);
  const json = isNestedWithin(deepestNesting, parsed) ? parsed : undefined;
  const requestId = readRequestId(headers);
  if (status >= 200 && status < 300) {
    if (json === undefined && text !== "")
      return { failure: { requestId, ...notJson(text, token) } };
    try {
      if (token !== "" && text.includes(token))
        throw new UnexpectedResponse("the answer repeats the token of the request");
      return { value: parse(json) };
    } catch (error) {
      if (!(error instanceof UnexpectedResponse)) throw error;
      return { failure: { requestId, code: "InvalidAnswer", message: error.message } };
    }
  }
  const body = toReadableFailure(parseErrorBody(json) ?? notJson(text, token), token);
  const retryAfterMs =
    parseRetryAfter(headers["retry-after"], nowMs, headers["date"]) ??
    parseRetryAfter(body.retryAfter, nowMs, headers["date"]);
  const isChallenge = parseClaims(headers["www-authenticate"]) !== undefined;
  const approvalCode = status === 412 ? findApprovalCode(headers, text) : undefined;
  return { failure: { requestId, status, retryAfterMs, isChallenge, approvalCode, ...body } };
}

/** Drops longer text, such as a token. */
export function readRequestId(headers: Readonly<Record<string, string>>): string | undefined {
  const id = headers["request-id"];
  return id !== undefined && /^[\w-]{1,36}$/.test(id) ? id : undefined;
}

const mostFlattened = 100_000;

/** It may repeat the request's headers. */
function toLine(text: string, token: string, maxLength = 1_000): string {
  // First redact: half a token does not look like one.
  const said = redact(text, [token, ...listProxySecrets()]).trim();
  const line = said.slice(0, mostFlattened).replaceAll(/\s+/gu, " ") + said.slice(mostFlattened);
  return toReadable(line, { maxLength });
}

function toReadableFailure<F extends ErrorBody>(failure: F, token: string): F {
  const { code, message } = failure;
  return { ...failure, code: toLine(code, token, 100), message: toLine(message, token) };
}

const longestQuote = 120;

function notJson(text: string, token: string): ErrorBody {
  const shown = toLine(text, token, longestQuote);
  const title = toLine(/<title[^<>]*>([^<]*)/iu.exec(text)?.[1] ?? "", token, longestQuote);
  const quoted = shown === "" ? "empty" : JSON.stringify(shown);
  const what = title === "" ? quoted : `a web page titled ${JSON.stringify(title)}`;
  return {
    code: "InvalidAnswer",
    message: `the answer is not in Graph's form (${what}): something else may have answered, such as a proxy`,
  };
}

/** Deeper nesting could exceed the stack; Graph never needs it. */
const deepestNesting = 64;

function isNestedWithin(depth: number, json: unknown): boolean {
  if (typeof json !== "object" || json === null) return true;
  return depth > 0 && Object.values(json).every((value) => isNestedWithin(depth - 1, value));
}
