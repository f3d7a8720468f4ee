import { createGraphClient } from "../../provider/dist/graph/graphClient.js";
import { requireJson } from "../../provider/dist/graph/parseJson.js";
import { GraphError } from "../../provider/dist/graph/graphError.js";
import type { HttpRequest, HttpResponse } from "../../provider/dist/graph/sendHttp.js";

export const graphEndpoint = "https://graph.example.com";
export const path = "/beta/things";
export const token = "token-that-must-not-leak";

/** What came of reading a collection, and every request that was sent for it. */
interface Outcome {
  items?: Record<string, unknown>[];
  error?: GraphError;
  requests: HttpRequest[];
}

/** Reads a collection over scripted answers, which are given in turn. */
export async function list(...script: HttpResponse[]): Promise<Outcome> {
  const requests: HttpRequest[] = [];
  const client = createGraphClient({
    graphEndpoint,
    getToken: () => Promise.resolve(token),
    sendHttp: (request) => {
      const answer = script[requests.length];
      requests.push(request);
      if (answer === undefined) throw new Error(`no answer is scripted to ${request.url}`);
      return Promise.resolve(answer);
    },
    now: () => Date.parse("2026-01-01T12:00:00Z"),
  });
  try {
    return {
      items: await client.list({ action: "read the things", path, parse: requireJson }),
      requests,
    };
  } catch (error) {
    if (error instanceof GraphError) return { error, requests };
    throw error;
  }
}

export const text = (body: string, status = 200, headers = {}): HttpResponse => ({
  status,
  headers: { "request-id": "request-1", ...headers },
  text: body,
});
export const json = (body: unknown, status = 200, headers = {}): HttpResponse =>
  text(JSON.stringify(body), status, headers);
export const page = (ids: number[], nextLink?: unknown): HttpResponse =>
  json({ value: ids.map((id) => ({ id })), "@odata.nextLink": nextLink });
export const link = (skiptoken: string): string =>
  `${graphEndpoint}${path}?$skiptoken=${skiptoken}`;
