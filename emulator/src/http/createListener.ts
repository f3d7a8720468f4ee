import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { IncomingRequest, RequestHeaders } from "../pipeline/incomingRequest.js";
import type { Outcome } from "../pipeline/outcome.js";

export function createListener(
  scheme: "http" | "https",
  answer: (request: IncomingRequest) => Promise<Outcome>,
): RequestListener {
  return (message, response) => {
    readRequest(scheme, message)
      .then(answer)
      .then((outcome) => {
        sendOutcome(outcome, response);
      })
      .catch((error: unknown) => {
        // A client that went away is no fault; anything else is a bug of the emulator.
        if (message.destroyed && !message.complete) return;
        sendText(response, 500, error instanceof Error ? (error.stack ?? "") : String(error));
      });
  };
}

async function readRequest(
  scheme: "http" | "https",
  message: IncomingMessage,
): Promise<IncomingRequest> {
  const host = message.headers.host ?? "127.0.0.1";
  return {
    method: (message.method ?? "GET").toUpperCase(),
    url: new URL(`${scheme}://${host}${message.url ?? "/"}`),
    headers: readHeaders(message),
    bodyText: hasBody(message) ? await text(message) : "",
    isBatchPart: false,
  };
}

/** For each request, `Headers` would take a while. */
function readHeaders({ headers }: IncomingMessage): RequestHeaders {
  const get = (name: string): string | null => {
    const value = headers[name.toLowerCase()];
    return value === undefined ? null : String(value);
  };
  return { get, has: (name) => get(name) !== null };
}

/** RFC 9112, section 6.3. */
function hasBody({ headers }: IncomingMessage): boolean {
  return "content-length" in headers || "transfer-encoding" in headers;
}

function sendOutcome(outcome: Outcome, response: ServerResponse): void {
  if (response.destroyed) return;
  const body = spellBody(outcome.body);
  const length = Buffer.byteLength(body);
  if (outcome.cut === "socket" || (outcome.cut === "midBody" && length === 0)) {
    response.destroy();
    return;
  }
  // A 204 must not state a length.
  const lengthHeader = outcome.status === 204 ? {} : { "Content-Length": length };
  response.writeHead(outcome.status, { ...outcome.headers, ...lengthHeader });
  if (outcome.cut === "midBody") {
    const half = Buffer.from(body).subarray(0, Math.ceil(length / 2));
    response.write(half, () => response.destroy());
    return;
  }
  // Text goes out in one piece with the headers.
  response.end(body);
}

function spellBody(body: unknown): string {
  if (body === undefined || body === null) return "";
  return typeof body === "string" ? body : JSON.stringify(body);
}

function sendText(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "Content-Type": "text/plain" });
  response.end(message);
}
