import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import type { IncomingRequest } from "../pipeline/incomingRequest.js";
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
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    if (value !== undefined) headers.set(name, String(value));
  }
  return {
    method: (message.method ?? "GET").toUpperCase(),
    url: new URL(`${scheme}://${host}${message.url ?? "/"}`),
    headers,
    bodyText: hasBody(message) ? await text(message) : "",
    isBatchPart: false,
  };
}

/** RFC 9112, section 6.3. */
function hasBody({ headers }: IncomingMessage): boolean {
  return "content-length" in headers || "transfer-encoding" in headers;
}

function sendOutcome(outcome: Outcome, response: ServerResponse): void {
  if (response.destroyed) return;
  const body = spellBody(outcome.body);
  const { length } = body;
  if (outcome.cut === "socket" || (outcome.cut === "midBody" && length === 0)) {
    response.destroy();
    return;
  }
  // A 204 must not state a length.
  const lengthHeader = outcome.status === 204 ? {} : { "Content-Length": length };
  response.writeHead(outcome.status, { ...outcome.headers, ...lengthHeader });
  if (outcome.cut === "midBody") {
    response.write(body.subarray(0, Math.ceil(length / 2)), () => response.destroy());
    return;
  }
  response.end(body);
}

function spellBody(body: unknown): Buffer {
  if (body === undefined || body === null) return Buffer.alloc(0);
  return Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
}

function sendText(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { "Content-Type": "text/plain" });
  response.end(message);
}
