import { refuseRequest } from "../graphFailure.js";
import { isRecord } from "../isRecord.js";

export interface BatchPart {
  readonly id: string;
  readonly method: string;
  /** Below the version, with a slash in front. */
  readonly url: string;
  readonly headers: Record<string, string>;
  readonly body: unknown;
  readonly dependsOn: readonly string[];
}

const maxParts = 20;

/** Rules: Graph's documentation. */
export function readBatchParts(body: unknown): BatchPart[] {
  const requests = isRecord(body) ? body["requests"] : undefined;
  if (!Array.isArray(requests) || requests.length === 0) {
    throw refuseRequest("The property 'requests' must be an array with at least one request.");
  }
  if (requests.length > maxParts) {
    throw refuseRequest(`The batch has ${requests.length} requests; the maximum is ${maxParts}.`);
  }
  const parts = requests.map(readPart);
  const ids = new Set(parts.map(({ id }) => id));
  if (ids.size < parts.length) throw refuseRequest("The property 'id' must be unique in a batch.");
  requireEarlierParts(parts);
  return parts;
}

function readPart(part: unknown): BatchPart {
  if (!isRecord(part)) throw refuseRequest("Each of 'requests' must be a JSON object.");
  const { id, method, url, headers, body, dependsOn } = part;
  if (typeof id !== "string" || id === "") throw refuseRequest("Each request needs an 'id'.");
  if (typeof method !== "string") throw refuseRequest(`Request ${id} needs a 'method'.`);
  if (typeof url !== "string" || /^[a-z]+:|^\/\/|\$batch/iu.test(url)) {
    throw refuseRequest(`The 'url' of request ${id} must be relative and no batch.`);
  }
  const partHeaders = isRecord(headers) ? headers : {};
  const hasType = Object.keys(partHeaders).some((name) => name.toLowerCase() === "content-type");
  if (body !== undefined && !hasType) {
    throw refuseRequest(`Write request id : ${id} does not contain Content-Type header or body.`);
  }
  return {
    id,
    method: method.toUpperCase(),
    url: url.startsWith("/") ? url : `/${url}`,
    headers: Object.fromEntries(
      Object.entries(partHeaders).map(([name, value]) => [name, String(value)]),
    ),
    body,
    dependsOn: Array.isArray(dependsOn) ? dependsOn.map(String) : [],
  };
}

/** A part may depend only on parts before it. Wording: our guess. */
function requireEarlierParts(parts: readonly BatchPart[]): void {
  const earlier = new Set<string>();
  for (const { id, dependsOn } of parts) {
    const other = dependsOn.find((name) => !earlier.has(name));
    if (other !== undefined) {
      throw refuseRequest(
        `'dependsOn' of request ${id} names '${other}', which is none before it.`,
      );
    }
    earlier.add(id);
  }
}
