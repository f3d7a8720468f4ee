// @ts-nocheck
import { refuseRequest } from "../graphFailure.js";
import { isRecord } from "../isRecord.js";

/** One request of a batch. */
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

/** The parts of a batch in an order that respects `dependsOn`. Rules: Graph's documentation. */
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
  return orderParts(parts);
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

/** Puts every part behind those it depends on; refuses circles and unknown ids. */
function orderParts(parts: readonly BatchPart[]): BatchPart[] {
  const ordered: BatchPart[] = [];
  const isDone = (id: string) => ordered.some((part) => part.id === id);
  while (ordered.length < parts.length) {
    const next = parts.find((part) => !isDone(part.id) && part.dependsOn.every(isDone));
    if (next === undefined) {
      throw refuseRequest("'dependsOn' names an unknown request or goes round in a circle.");
    }
    ordered.push(next);
  }
  return ordered;
}
