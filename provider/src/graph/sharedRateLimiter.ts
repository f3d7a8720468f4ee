import { createHash } from "node:crypto";
import { once } from "node:events";
import http from "node:http";
import { json } from "node:stream/consumers";
import { CancelledError } from "./clock.js";
import type { EndedRequest, Permit, RateLimiter, RequestKind } from "./rateLimiter.js";

const host = "127.0.0.1";
const longestGreetingMs = 1_000;

/** Other servers may answer any path with 200. */
const keeperStatus = 204;

/**
 * One quota for several processes: the engine starts one per provider instance. The first to listen on the key's port
 * keeps the quota, and the others ask it. If it ends, another keeps a new one.
 * @param own Counts alone if no port is free.
 */
export function shareRateLimiter(
  own: RateLimiter,
  { key, signal }: { key: string; signal?: AbortSignal | undefined },
): RateLimiter {
  const path = `/${hashOf(key).toString("hex")}`;
  const findKeeper = async (): Promise<Keeper | undefined> => {
    for (const port of portsOf(key)) {
      if (await keep(own, port, path)) return undefined;
      const keeper = { host, port, path, agent };
      if (await isKeeper(keeper)) return keeper;
    }
    return undefined;
  };
  let found: Promise<Keeper | undefined> | undefined;
  return {
    async admit(kind, order) {
      for (;;) {
        const asked = (found ??= findKeeper());
        const keeper = await asked;
        if (keeper === undefined) return own.admit(kind, order);
        const permit = await ask(keeper, { kind, order: order ?? 0 }, signal);
        if (permit !== undefined) return permit;
        if (found === asked) found = undefined;
      }
    },
  };
}

const hashOf = (key: string): Buffer => createHash("sha256").update(key).digest();

/** Three: something else may listen on one. Below those of outgoing connections. */
export function portsOf(key: string): number[] {
  return [0, 2, 4].map((offset) => 20_000 + (hashOf(key).readUInt16BE(offset) % 12_000));
}

/** False if the port is taken. A permit is held by a request whose body says how it ended. */
async function keep(own: RateLimiter, port: number, path: string): Promise<boolean> {
  const server = http.createServer({ requestTimeout: 0 }, (request, response) => {
    if (request.url !== path) response.writeHead(404).end();
    else if (request.method === "GET") response.writeHead(keeperStatus).end();
    else
      grant(own, request, response).catch(() => {
        response.writeHead(503).end();
      });
  });
  server.on("connection", (socket) => socket.unref());
  server.on("error", () => undefined);
  server.listen({ host, port }).unref();
  return once(server, "listening").then(
    () => true,
    () => false,
  );
}

async function grant(
  own: RateLimiter,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  const { kind, order } = request.headers as { kind: RequestKind; order: string };
  const permit = await own.admit(kind, Number(order) || undefined);
  // Who asked may have ended while it waited: then nothing was sent.
  const isGone = request.destroyed;
  response.setHeader("order", permit.order).flushHeaders();
  permit.end((await json(request).catch(() => ({ isSent: !isGone }))) as EndedRequest);
  response.end();
}

type Keeper = Pick<http.RequestOptions, "host" | "port" | "path" | "agent">;

const agent = new http.Agent({ keepAlive: true });

async function isKeeper(keeper: Keeper): Promise<boolean> {
  const request = http.get({ ...keeper, signal: AbortSignal.timeout(longestGreetingMs) });
  const response = await answerOf(request).catch(() => undefined);
  return response?.statusCode === keeperStatus;
}

/**
 * Undefined if the keeper has gone.
 * @throws the signal's reason, or CancelledError if the keeper's waits have ended.
 */
async function ask(
  keeper: Keeper,
  headers: http.OutgoingHttpHeaders,
  signal?: AbortSignal,
): Promise<Permit | undefined> {
  const request = http.request({ ...keeper, method: "POST", headers });
  const end = (ended: EndedRequest) => request.end(JSON.stringify(ended));
  request.flushHeaders();
  // Reads go on after a cancellation.
  const waits = signal?.aborted ? undefined : signal;
  const answer = await answerOf(request, waits).catch(() => undefined);
  if (waits?.aborted) end({ isSent: false });
  waits?.throwIfAborted();
  if (answer === undefined) return undefined;
  if (answer.statusCode !== 200) throw new CancelledError();
  return { order: Number(answer.headers["order"]), end };
}

async function answerOf(request: http.ClientRequest, signal?: AbortSignal) {
  request.on("error", () => undefined).on("socket", (socket) => socket.unref());
  const [answer] = (await once(request, "response", { signal })) as [http.IncomingMessage];
  return answer.resume();
}
