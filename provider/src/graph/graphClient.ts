import type { GraphRequest } from "./graphRequest.js";
import { listPages } from "./listPages.js";
import type { Json } from "./readResponse.js";
import type { GraphClientOptions } from "./sendOnce.js";
import { sendPatiently } from "./sendPatiently.js";

export type { GraphRequest } from "./graphRequest.js";
export type { Json } from "./readResponse.js";
export type { GraphClientOptions } from "./sendOnce.js";

/** Sends requests to one Graph as one identity. Every failure is a GraphError, or a SignInError. */
export interface GraphClient {
  /** The answer's JSON; undefined where it has no body (204). */
  request(request: GraphRequest): Promise<Json | undefined>;
  /** Every item of a collection, over all its pages. */
  list(request: Omit<GraphRequest, "method" | "body">): Promise<Json[]>;
}

export function createGraphClient(options: GraphClientOptions): GraphClient {
  const request = (request: GraphRequest): Promise<Json | undefined> =>
    sendPatiently(request, options);
  return { request, list: (listRequest) => listPages(listRequest, request, options.graphEndpoint) };
}
