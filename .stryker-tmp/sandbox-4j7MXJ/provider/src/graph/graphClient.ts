// @ts-nocheck
import type { GraphRequest } from "./graphRequest.js";
import { readPages } from "./readPages.js";
import type { Json } from "./readResponse.js";
import type { GraphClientOptions } from "./sendOnce.js";
import { sendPatiently } from "./sendPatiently.js";

export type { GraphRequest, Recheck } from "./graphRequest.js";
export type { Json } from "./readResponse.js";
export type { GraphClientOptions } from "./sendOnce.js";

/** Sends requests to one Graph as one identity. Every failure is a GraphError, or a SignInError. */
export interface GraphClient {
  /** The answer's JSON; undefined where it has no body (204). */
  request(request: GraphRequest): Promise<Json | undefined>;
  /** The items of a collection, page by page; a page is asked for once the loop comes to it. */
  pages(request: ListRequest): AsyncIterable<Json[]>;
  /** Every item of a collection, over all its pages. */
  list(request: ListRequest): Promise<Json[]>;
}

type ListRequest = Omit<GraphRequest, "method" | "body">;

export function createGraphClient(options: GraphClientOptions): GraphClient {
  const request = (request: GraphRequest): Promise<Json | undefined> =>
    sendPatiently(request, options);
  const pages = (listRequest: ListRequest): AsyncIterable<Json[]> =>
    readPages(listRequest, request, options.graphEndpoint);
  return {
    request,
    pages,
    async list(listRequest) {
      const items: Json[] = [];
      for await (const page of pages(listRequest)) items.push(...page);
      return items;
    },
  };
}
