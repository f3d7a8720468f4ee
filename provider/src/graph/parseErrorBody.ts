import { isRecord } from "../domain/values.js";
import { tryParse } from "./parseJson.js";

export interface ErrorBody {
  code: string;
  message: string;
  /** For Microsoft's support. */
  activityId?: string;
  retryAfter?: string;
}

/** Undefined for other shapes. Intune nests JSON as a string in `message`, even twice (reports). */
export function parseErrorBody(json: unknown): ErrorBody | undefined {
  const error = isRecord(json) ? json["error"] : undefined;
  if (!isRecord(error) || typeof error["code"] !== "string") return undefined;
  return unwrapMessage(error["code"], typeof error["message"] === "string" ? error["message"] : "");
}

const deepestNesting = 4;

function unwrapMessage(code: string, message: string, depth = 0): ErrorBody {
  const json = depth < deepestNesting ? tryParse(message) : undefined;
  if (!isRecord(json) || typeof json["Message"] !== "string") return splitSupportIds(code, message);
  const innerCode = typeof json["ErrorCode"] === "string" ? json["ErrorCode"] : code;
  const retryAfter = json["RetryAfter"];
  const isNamed = typeof retryAfter === "number" || typeof retryAfter === "string";
  return {
    ...(isNamed && { retryAfter: String(retryAfter) }),
    ...unwrapMessage(innerCode, json["Message"], depth + 1),
  };
}

/** Intune appends ids and a URL for Microsoft's support. */
function splitSupportIds(code: string, message: string): ErrorBody {
  const [text = "", ...ids] = message.split(" - Operation ID (for customer support):");
  const activityId = /Activity ID: ([0-9a-f-]{36})/i.exec(ids.join(" "))?.[1];
  return {
    code,
    message: text.trim() === "" ? "no message" : text.trim(),
    ...(activityId !== undefined && { activityId }),
  };
}
