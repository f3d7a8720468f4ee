import { randomUUID } from "node:crypto";
import { GraphError, type RequestDescription } from "./graphError.js";
import { parseErrorBody } from "./parseErrorBody.js";
import { parseRetryAfter } from "./parseRetryAfter.js";
import type { HttpResponse, SendHttp } from "./sendHttp.js";

/** A request to Graph. `path` begins behind the root, with `/beta/…`; `action` follows "Cannot" in an error. */
export interface GraphRequest {
  action: string;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  body?: unknown;
}

export type Json = Readonly<Record<string, unknown>>;

/** Sends requests to one Graph as one identity. Every failure is a GraphError. */
export interface GraphClient {
  /** The answer's JSON; undefined where it has no body (204). */
  request(request: GraphRequest): Promise<Json | undefined>;
  /** Every item of a collection, over all its pages. */
  list(request: Omit<GraphRequest, "method" | "body">): Promise<Json[]>;
}

export interface GraphClientOptions {
  graphEndpoint: string;
  getToken: () => Promise<string>;
  sendHttp: SendHttp;
  now: () => number;
}

/** More pages than any assignment set has; paging that never ends is noticed before, by its repeated links. */
const mostPages = 10_000;

export function createGraphClient(options: GraphClientOptions): GraphClient {
  const request = async (request: GraphRequest): Promise<Json | undefined> => {
    const response = await options.sendHttp({
      method: request.method,
      url: options.graphEndpoint + request.path,
      headers: {
        Accept: "application/json",
        Authorization: `Bearer ${await options.getToken()}`,
        "client-request-id": randomUUID(),
        ...(request.body !== undefined && { "Content-Type": "application/json" }),
      },
      ...(request.body !== undefined && { body: JSON.stringify(request.body) }),
    });
    return readResponse(request, response, options.now());
  };
  return { request, list: (listRequest) => listPages(listRequest, request, options.graphEndpoint) };
}

function readResponse(
  request: GraphRequest,
  response: HttpResponse,
  nowMs: number,
): Json | undefined {
  if ("fault" in response) throw new GraphError(request, { body: response.fault });
  const { status, headers, text } = response;
  const json = parseJson(text);
  const requestId = headers["request-id"];
  const retryAfterMs = parseRetryAfter(headers["retry-after"], nowMs);
  const ids = {
    ...(requestId !== undefined && { requestId }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
  if (status >= 200 && status < 300) {
    if (text === "" || isJson(json)) return json;
    throw new GraphError(request, { ...ids, body: notJson(text) });
  }
  throw new GraphError(request, { ...ids, status, body: parseErrorBody(json) ?? notJson(text) });
}

function notJson(text: string): { code: string; message: string } {
  const quoted = text.trim() === "" ? "empty" : JSON.stringify(text.trim().slice(0, 120));
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

async function listPages(
  { action, path }: Omit<GraphRequest, "method" | "body">,
  request: (request: GraphRequest) => Promise<Json | undefined>,
  graphEndpoint: string,
): Promise<Json[]> {
  const items: Json[] = [];
  const visited = new Set<string>();
  let next: string | undefined = path;
  while (next !== undefined) {
    const page: GraphRequest = { action, method: "GET", path: next };
    if (visited.has(next) || visited.size === mostPages)
      throw invalidPage(page, "its pages lead back to themselves");
    visited.add(next);
    const json: Json | undefined = await request(page);
    const value = json?.["value"];
    if (!Array.isArray(value) || !value.every(isJson))
      throw invalidPage(page, "it has no list named value");
    items.push(...value);
    next = readNextPath(page, json?.["@odata.nextLink"], graphEndpoint);
  }
  return items;
}

/** The next page's path. A link to another host is refused: the token would be sent there. */
function readNextPath(
  page: GraphRequest,
  link: unknown,
  graphEndpoint: string,
): string | undefined {
  if (link === undefined || link === null || link === "") return undefined;
  const url =
    typeof link === "string" && URL.canParse(link, graphEndpoint)
      ? new URL(link, graphEndpoint)
      : undefined;
  if (url?.origin !== graphEndpoint) throw invalidPage(page, "its next page is on another host");
  return url.pathname + url.search;
}

function invalidPage(request: RequestDescription, message: string): GraphError {
  return new GraphError(request, { status: 200, body: { code: "InvalidAnswer", message } });
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
