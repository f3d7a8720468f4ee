import { toReadable } from "../domain/readable.js";
import type { GraphFailure } from "./graphError.js";
import type { Json, Parse } from "./graphRequest.js";
import { listProxySecrets, redact } from "./redact.js";
import { parseErrorBody, type ErrorBody } from "./parseErrorBody.js";
import { parseRetryAfter } from "./parseRetryAfter.js";
import type { HttpResponse } from "./sendHttp.js";
import { parseClaims } from "./signIn/parseClaims.js";
import { UnexpectedResponse } from "./unexpectedResponse.js";

/** What one exchange came to. */
export type Outcome<T> = { value: T } | { failure: GraphFailure };

/** Reads the response to a request that carried this token, or the lack of one. The one place where Graph's JSON is parsed. */
export function readResponse<T>(
  response: HttpResponse,
  parse: Parse<T>,
  { nowMs, token }: { nowMs: number; token: string },
): Outcome<T> {
  if ("fault" in response) {
    const { isUnsent, ...body } = response.fault;
    const readable = toReadableBody(body, token);
    return { failure: { body: readable, ...(isUnsent !== undefined && { isUnsent }) } };
  }
  const { status, headers, text } = response;
  const json = parseJson(text);
  const requestId = readRequestId(headers);
  const ids = requestId === undefined ? {} : { requestId };
  if (status >= 200 && status < 300) {
    const outcome = readBody(json, text, parse, token);
    return "failure" in outcome ? { failure: { ...ids, ...outcome.failure } } : outcome;
  }
  const body = toReadableBody(parseErrorBody(json) ?? notJson(text, token), token);
  const [retryAfterMs] = [headers["retry-after"], body.retryAfter].flatMap(
    (header) => parseRetryAfter(header, nowMs, headers["date"]) ?? [],
  );
  const isChallenge = parseClaims(headers["www-authenticate"]) !== undefined;
  return {
    failure: {
      ...{ ...ids, status, body, isChallenge },
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    },
  };
}

function readBody<T>(json: unknown, text: string, parse: Parse<T>, token: string): Outcome<T> {
  if (json === undefined && text !== "") return { failure: { body: notJson(text, token) } };
  try {
    // It would get into states and messages.
    if (token !== "" && text.includes(token))
      throw new UnexpectedResponse("the answer repeats the token of the request");
    return { value: parse(json) };
  } catch (error) {
    if (!(error instanceof UnexpectedResponse)) throw error;
    return { failure: { body: { code: "InvalidAnswer", message: error.message } } };
  }
}

/** Graph's id of the request, for Microsoft's support: a GUID. Anything longer, such as a token, is none. */
export function readRequestId(headers: Readonly<Record<string, string>>): string | undefined {
  const id = headers["request-id"];
  return id !== undefined && /^[\w-]{1,36}$/.test(id) ? id : undefined;
}

/** Far more than is shown, little enough of a huge answer. */
const mostFlattened = 100_000;

/** What others have said, on one line: something on the way may repeat the request's headers. */
function toLine(text: string, token: string, maxLength = 1_000): string {
  // Redacted before it is cut: half a token does not look like one.
  const said = redact(text, [token, ...listProxySecrets()]).trim();
  const line = said.slice(0, mostFlattened).replaceAll(/\s+/gu, " ") + said.slice(mostFlattened);
  return toReadable(line, { maxLength });
}

function toReadableBody(body: ErrorBody, token: string): ErrorBody {
  return { ...body, code: toLine(body.code, token, 100), message: toLine(body.message, token) };
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

/** Undefined where it is none, or nested as no answer of Graph's is: whoever walks through it would exceed the stack. */
function parseJson(text: string): unknown {
  try {
    const json: unknown = text === "" ? undefined : JSON.parse(text);
    return isNestedWithin(deepestNesting, json) ? json : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const deepestNesting = 64;

function isNestedWithin(depth: number, json: unknown): boolean {
  if (typeof json !== "object" || json === null) return true;
  return depth > 0 && Object.values(json).every((value) => isNestedWithin(depth - 1, value));
}

export function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
