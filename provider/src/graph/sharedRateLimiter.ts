import { createHash } from "node:crypto";
import { connect, createServer, type Socket } from "node:net";
import { createInterface } from "node:readline";
import { pick } from "../domain/values.js";
import { CancelledError } from "./clock.js";
import type { Permit, RateLimiter, RequestKind } from "./rateLimiter.js";
import type { FailureKind } from "./retry.js";

/** To the process that keeps the quota. Each side's first line is the hash of the key. */
interface Question {
  id: number;
  /** To be admitted; `order` if repeated. */
  kind?: RequestKind;
  order?: number;
  /** Without this and `kind`, the request was not sent. */
  ended?: { failure?: FailureKind };
}

/** Without `order`, waits have ended. */
type Admission = Partial<Pick<Permit, "order">> & { id: number };

class KeeperGoneError extends Error {}

const longestGreetingMs = 1_000;

/**
 * One quota for several processes: the engine starts one per provider instance. The first to listen on the key's port
 * keeps the quota, and the others ask it. If it ends, another keeps a new one.
 * @param own Counts alone if no port is free.
 */
export function shareRateLimiter(
  own: RateLimiter,
  { key, signal }: { key: string; signal?: AbortSignal | undefined },
): RateLimiter {
  const greeting = hashOf(key).toString("hex");
  let found: Promise<RateLimiter> | undefined;
  const find = async (): Promise<RateLimiter> => {
    for (const port of portsOf(key)) {
      if (await keep(own, port, greeting)) return own;
      const keeper = await join(port, greeting, signal);
      if (keeper !== undefined) return keeper;
    }
    return own;
  };
  return {
    async admit(kind, order) {
      for (;;) {
        const asked = (found ??= find());
        try {
          return await (await asked).admit(kind, order);
        } catch (error) {
          if (!(error instanceof KeeperGoneError)) throw error;
          if (found === asked) found = undefined;
        }
      }
    },
  };
}

const hashOf = (key: string): Buffer => createHash("sha256").update(key).digest();

/** Three: something else may listen on one. Below those of outgoing connections. */
export function portsOf(key: string): number[] {
  return [0, 2, 4].map((offset) => 20_000 + (hashOf(key).readUInt16BE(offset) % 12_000));
}

/** False if the port is taken. */
function keep(own: RateLimiter, port: number, greeting: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer((socket) => {
      socket.unref();
      serveQuota(own, socket, greeting);
    });
    server.unref();
    server.on("error", () => {
      resolve(false);
    });
    server.listen({ port, host: "127.0.0.1" }, () => {
      resolve(true);
    });
  });
}

function serveQuota(own: RateLimiter, socket: Socket, greeting: string): void {
  const permits = new Map<number, Permit>();
  const admit = async ({ id, kind = "read", order }: Question): Promise<void> => {
    const permit = await own.admit(kind, order);
    permits.set(id, permit);
    if (socket.destroyed) permit.cancel();
    else write(socket, { id, order: permit.order });
  };
  readLines(socket, greeting, {
    onGreeted: () => socket.write(`${greeting}\n`),
    onLine(line) {
      const question = line as Question;
      const { id } = question;
      if (question.kind !== undefined) {
        admit(question).catch(() => {
          write(socket, { id });
        });
        return;
      }
      const permit = permits.get(id);
      permits.delete(id);
      if (question.ended) permit?.release(question.ended.failure);
      else permit?.cancel();
    },
    onClosed() {
      for (const permit of permits.values()) permit.release();
    },
  });
}

/** Undefined if something else listens there. */
async function join(
  port: number,
  greeting: string,
  signal: AbortSignal | undefined,
): Promise<RateLimiter | undefined> {
  const socket = connect({ port, host: "127.0.0.1" });
  const waiting = new Map<number, { resolve: (permit: Permit) => void; reject: Reject }>();
  const rejectAll = (reason: unknown): void => {
    for (const { reject } of waiting.values()) reject(reason);
    waiting.clear();
  };
  const isKeeper = await new Promise<boolean>((resolve) => {
    socket.setTimeout(longestGreetingMs, () => socket.destroy());
    socket.once("connect", () => socket.write(`${greeting}\n`));
    readLines(socket, greeting, {
      onGreeted() {
        socket.setTimeout(0);
        socket.unref();
        resolve(true);
      },
      onLine(line) {
        const { id, order } = line as Admission;
        const waiter = waiting.get(id);
        waiting.delete(id);
        const cancel = (): void => {
          write(socket, { id });
        };
        if (order === undefined) waiter?.reject(new CancelledError());
        else if (waiter === undefined) cancel();
        else
          waiter.resolve({
            order,
            cancel,
            release(failure) {
              const names = ["status", "code", "message", "retryAfterMs", "isUnsent"] as const;
              write(socket, { id, ended: failure ? { failure: pick(failure, names) } : {} });
            },
          });
      },
      onClosed() {
        resolve(false);
        rejectAll(new KeeperGoneError());
      },
    });
  });
  if (!isKeeper) return undefined;
  signal?.addEventListener("abort", () => {
    rejectAll(signal.reason);
  });
  let nextId = 1;
  return {
    admit: (kind, order) =>
      new Promise((resolve, reject) => {
        if (socket.destroyed) throw new KeeperGoneError();
        const id = nextId++;
        waiting.set(id, { resolve, reject });
        write(socket, { id, kind, ...(order !== undefined && { order }) });
      }),
  };
}

type Reject = (reason: unknown) => void;

function write(socket: Socket, message: Question | Admission): void {
  if (!socket.destroyed) socket.write(`${JSON.stringify(message)}\n`);
}

interface Listener {
  onGreeted: () => void;
  onLine: (message: unknown) => void;
  onClosed: () => void;
}

/** Closes a connection with another greeting. */
function readLines(
  socket: Socket,
  greeting: string,
  { onGreeted, onLine, onClosed }: Listener,
): void {
  let isGreeted = false;
  socket.on("close", onClosed);
  const lines = createInterface({ input: socket });
  // `lines` has the socket's errors too. A close follows.
  for (const source of [socket, lines]) source.on("error", () => undefined);
  lines.on("line", (line) => {
    const message = isGreeted ? parseLine(line) : undefined;
    if (message !== undefined) onLine(message);
    else if (!isGreeted && line === greeting) onGreeted();
    else socket.destroy();
    isGreeted = true;
  });
}

/** Undefined for a line cut by its process's end. */
function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
