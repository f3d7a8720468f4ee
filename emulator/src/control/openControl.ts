import { createServer } from "node:http";
import { match } from "path-to-regexp";
import type { Answer } from "../answer.js";
import { checkDocument, DocumentError } from "../documents/checkDocument.js";
import { createListener } from "../http/createListener.js";
import { listen, type Listening } from "../http/listen.js";
import type { IncomingRequest } from "../pipeline/incomingRequest.js";
import { parseJson } from "../pipeline/readJson.js";
import { ControlFailure, type Controlled } from "./controlOperation.js";
import { controlOperations } from "./controlOperations.js";
import { controlSchemas } from "./controlSchemas.js";
import { describeControl } from "./describeControl.js";

export interface ControlPlace extends Controlled {
  readonly port: number;
  readonly version: string;
  /** Called when something may have changed, before the response. */
  readonly onChange: () => void;
}

/** Listens on 127.0.0.1, whatever the emulator listens on. */
export async function openControl(place: ControlPlace): Promise<Listening> {
  const answer = createControl(place);
  const server = createServer(
    createListener("http", async (request) => {
      const { status, body } = await Promise.resolve(answer(request));
      return { status, body, headers: { "Content-Type": "application/json" } };
    }),
  );
  return listen(server, place.port);
}

function createControl(place: ControlPlace): (request: IncomingRequest) => Answer {
  const description = describeControl(controlOperations, place.version);
  const rows = controlOperations.map((operation) => ({
    operation,
    matchPath: match<Record<string, string>>(operation.path),
  }));
  const perform = (request: IncomingRequest): Answer => {
    refuseWebPages(request);
    const { pathname } = request.url;
    if (request.method === "GET" && pathname === "/openapi.json") {
      return { status: 200, body: description };
    }
    for (const { operation, matchPath } of rows) {
      const found = operation.method === request.method && matchPath(pathname);
      if (!found) continue;
      const body = operation.takes === undefined ? undefined : readBody(request, operation.takes);
      const result = operation.handle({ parameters: found.params, body }, place);
      if (request.method !== "GET") place.onChange();
      return operation.gives === undefined ? { status: 204 } : { status: 200, body: result };
    }
    throw new ControlFailure(404, `There is no ${request.method} ${pathname}: GET /openapi.json.`);
  };
  return (request) => {
    try {
      return perform(request);
    } catch (error) {
      if (error instanceof ControlFailure) {
        return { status: error.status, body: { error: error.message } };
      }
      if (error instanceof DocumentError) return { status: 400, body: { error: error.message } };
      throw error;
    }
  };
}

/** A web page could send requests here, by another name of 127.0.0.1 too. */
function refuseWebPages({ headers, url }: IncomingRequest): void {
  const isLocal = url.hostname === "127.0.0.1" || url.hostname === "localhost";
  if (isLocal && !headers.has("origin")) return;
  throw new ControlFailure(
    403,
    "Only programs of this machine may ask, by 127.0.0.1 or localhost.",
  );
}

function readBody({ bodyText, headers }: IncomingRequest, schema: string): unknown {
  const type = headers.get("content-type") ?? "";
  if (!/^application\/json\b/iu.test(type)) {
    throw new ControlFailure(415, "The body has to be JSON, with Content-Type: application/json.");
  }
  const body = parseJson(bodyText);
  if (body === undefined) throw new ControlFailure(400, "The body is not JSON.");
  checkDocument(body, controlSchemas[schema] ?? {});
  return body;
}
