import { toRecord } from "../domain/values.js";
import { findApprovalCode } from "./approvals.js";
import { quoteForeign, toSafeLine } from "./foreignText.js";
import type { GraphFailure } from "./graphError.js";
import { tryParse, UnexpectedResponse, type Parse } from "./parseJson.js";
import { parseRetryAfter } from "./retry.js";
import type { HttpResponse } from "./sendHttp.js";

type Outcome<T> = { value: T } | { failure: GraphFailure };

export function readResponse<T>(
  response: HttpResponse,
  parse: Parse<T>,
  { nowMs, token }: { nowMs: number; token: string },
): Outcome<T> {
  if ("fault" in response) return { failure: toReadableFailure(response.fault, token) };
  const { status, headers, text } = response;
  const parsed = text === "" ? undefined : tryParse(text);
  const json = isNestedWithin(deepestNesting, parsed) ? parsed : undefined;
  const requestId = readRequestId(headers);
  if (status >= 200 && status < 300) {
    if (json === undefined && text !== "")
      return { failure: { requestId, ...describeForeign(text, token) } };
    try {
      if (text.includes(token))
        throw new UnexpectedResponse("the answer repeats the token of the request");
      return { value: parse(json) };
    } catch (error) {
      if (!(error instanceof UnexpectedResponse)) throw error;
      return { failure: { requestId, code: "InvalidAnswer", message: error.message } };
    }
  }
  const foreign = "location" in headers ? `a redirect to ${headers["location"]}` : text;
  const { retryAfter, ...body } = parseErrorBody(json) ?? describeForeign(foreign, token);
  const failure = {
    requestId,
    status,
    ...toReadableFailure(body, token),
    retryAfterMs:
      parseRetryAfter(headers["retry-after"], nowMs, headers["date"]) ??
      parseRetryAfter(retryAfter, nowMs, headers["date"]),
    claims: parseClaims(headers["www-authenticate"]),
    approvalCode: status === 412 ? findApprovalCode(headers, text) : undefined,
  };
  return { failure };
}

/** Drops longer text, such as a token. */
export function readRequestId(headers: Readonly<Record<string, string>>): string | undefined {
  const id = headers["request-id"];
  return id !== undefined && /^[\w-]{1,36}$/.test(id) ? id : undefined;
}

/** As in `Bearer realm="", error="insufficient_claims", claims="eyJhY2Nlc3…"`. */
const claimsForm = /(?:^|[\s,])claims="([A-Za-z0-9+/_=-]+)"/;

/**
 * The claims that Graph asks for in a new token, as JSON; in `WWW-Authenticate` in base64, of either alphabet.
 * Source: Microsoft's documentation of continuous access evaluation.
 */
function parseClaims(header = ""): string | undefined {
  const claims = Buffer.from(claimsForm.exec(header)?.[1] ?? "", "base64").toString();
  return claims.trimStart().startsWith("{") ? claims : undefined;
}

interface ErrorBody extends Pick<GraphFailure, "code" | "message" | "activityId"> {
  retryAfter?: string;
}

/** Undefined for other shapes. Intune nests JSON as a string in `message`, even twice (reports). */
export function parseErrorBody(json: unknown): ErrorBody | undefined {
  const { code, message } = toRecord(toRecord(json)["error"]);
  if (typeof code !== "string") return undefined;
  return unwrapMessage(code, typeof message === "string" ? message : "");
}

const mostDocuments = 4;

function unwrapMessage(code: string, message: string, depth = 0): ErrorBody {
  const nested = toRecord(depth < mostDocuments ? tryParse(message) : undefined);
  const { Message: inner, ErrorCode: innerCode, RetryAfter: retryAfter } = nested;
  if (typeof inner !== "string") return splitSupportIds(code, message);
  const isNamed = typeof retryAfter === "number" || typeof retryAfter === "string";
  return {
    ...(isNamed && { retryAfter: String(retryAfter) }),
    ...unwrapMessage(typeof innerCode === "string" ? innerCode : code, inner, depth + 1),
  };
}

/** Intune appends ids and a URL for Microsoft's support. */
function splitSupportIds(code: string, message: string): ErrorBody {
  const [text = "", ...ids] = message.split(" - Operation ID (for customer support):");
  const activityId = /Activity ID: ([0-9a-f-]{36})/i.exec(ids.join(" "))?.[1];
  return {
    code,
    message: text.trim() || "no message",
    ...(activityId !== undefined && { activityId }),
  };
}

function describeForeign(text: string, token: string): ErrorBody {
  const message = `the answer is not in Graph's form (${quoteForeign(text, token)}): something else may have answered, such as a proxy`;
  return { code: "InvalidAnswer", message };
}

function toReadableFailure<F extends ErrorBody>(failure: F, token: string): F {
  const { code, message } = failure;
  return { ...failure, code: toSafeLine(code, token, 100), message: toSafeLine(message, token) };
}

/** Deeper nesting could exceed the stack; Graph never needs it. */
const deepestNesting = 64;

function isNestedWithin(depth: number, json: unknown): boolean {
  if (typeof json !== "object" || json === null) return true;
  return depth > 0 && Object.values(json).every((value) => isNestedWithin(depth - 1, value));
}
