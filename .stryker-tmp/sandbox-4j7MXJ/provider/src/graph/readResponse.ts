// @ts-nocheck
import type { GraphFailure } from "./graphError.js";
import { hideTokens } from "./hideTokens.js";
import { parseErrorBody, type ErrorBody } from "./parseErrorBody.js";
import { parseRetryAfter } from "./parseRetryAfter.js";
import type { HttpResponse } from "./sendHttp.js";

export type Json = Readonly<Record<string, unknown>>;

/** What an exchange came to. `json` is undefined where the answer has no body (204). */
export type Outcome = { json: Json | undefined } | { failure: GraphFailure };

/** Reads an answer, or the lack of one. */
export function readResponse(response: HttpResponse, nowMs: number): Outcome {
  if ("fault" in response) {
    const { isUnsent, ...body } = response.fault;
    return { failure: { body, ...(isUnsent !== undefined && { isUnsent }) } };
  }
  const { status, headers, text } = response;
  const json = parseJson(text);
  const requestId = headers["request-id"];
  const ids = requestId === undefined ? {} : { requestId };
  if (status >= 200 && status < 300) {
    return text === "" || json !== undefined
      ? { json }
      : { failure: { ...ids, body: notJson(text) } };
  }
  const body = hideTokensIn(parseErrorBody(json) ?? notJson(text));
  const retryAfterMs =
    parseRetryAfter(headers["retry-after"], nowMs) ?? parseRetryAfter(body.retryAfter, nowMs);
  return {
    failure: { ...ids, status, body, ...(retryAfterMs !== undefined && { retryAfterMs }) },
  };
}

/** Something on the way may answer with the request's headers. */
function hideTokensIn(body: ErrorBody): ErrorBody {
  return { ...body, code: hideTokens(body.code), message: hideTokens(body.message) };
}

const longestQuote = 120;

function notJson(text: string): ErrorBody {
  // Hidden before it is cut: half a token looks like none.
  const shown = hideTokens(text.slice(0, 100 * longestQuote)).trim();
  const quoted = shown === "" ? "empty" : JSON.stringify(shown.slice(0, longestQuote));
  return {
    code: "InvalidAnswer",
    message: `the answer is not in Graph's form (${quoted}): something else may have answered, such as a proxy`,
  };
}

function parseJson(text: string): Json | undefined {
  if (text === "") return undefined;
  try {
    const json: unknown = JSON.parse(text);
    return isJson(json) ? json : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
