// @ts-nocheck
import type { GraphRequest } from "./graphRequest.js";
import { GraphError, type RequestDescription } from "./graphError.js";
import { isJson, type Json } from "./readResponse.js";

/** More pages than any assignment set has; paging that never ends is noticed before, by its repeated links. */
const mostPages = 10_000;

/** Reads a collection page by page, each once it is asked for, with the given way to send a request. */
export async function* readPages(
  { action, path }: Omit<GraphRequest, "method" | "body">,
  request: (request: GraphRequest) => Promise<Json | undefined>,
  graphEndpoint: string,
): AsyncGenerator<Json[], void> {
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
    yield value;
    next = readNextPath(page, json?.["@odata.nextLink"], graphEndpoint);
  }
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
