// @ts-nocheck
import type { ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";

/** How long the parts of one request may take, in milliseconds. */
export interface TimeLimits {
  /** Until the connection stands, with TLS and through a proxy too. */
  connectTimeoutMs: number;
  /** Until the last byte of the answer is there, from the start. */
  answerTimeoutMs: number;
}

/** Watches over one request. The HTTP library's own timer starts anew with every byte, so that it bounds nothing. */
export interface RequestWatch {
  /** Aborts when a limit has passed. */
  readonly signal: AbortSignal;
  /** The limit that has passed. */
  readonly expired: "ConnectTimeout" | "AnswerTimeout" | undefined;
  /** A connection stood, so that bytes of the request may have been sent. */
  readonly wasConnected: boolean;
  watch(request: ClientRequest): void;
  end(): void;
}

export function watchRequest(limits: TimeLimits): RequestWatch {
  const controller = new AbortController();
  let expired: RequestWatch["expired"];
  let wasConnected = false;
  const startTimer = (limit: RequestWatch["expired"], timeoutMs: number): NodeJS.Timeout =>
    setTimeout(() => {
      expired ??= limit;
      controller.abort();
    }, timeoutMs);
  const connectTimer = startTimer("ConnectTimeout", limits.connectTimeoutMs);
  const answerTimer = startTimer("AnswerTimeout", limits.answerTimeoutMs);
  return {
    signal: controller.signal,
    get expired() {
      return expired;
    },
    get wasConnected() {
      return wasConnected;
    },
    watch(request) {
      request.once("socket", (socket: Socket) => {
        onceConnected(socket, () => {
          wasConnected = true;
          clearTimeout(connectTimer);
        });
      });
    },
    end() {
      clearTimeout(connectTimer);
      clearTimeout(answerTimer);
    },
  };
}

/** A socket from the pool, or one of a proxy's tunnel, may stand already. */
function onceConnected(socket: Socket, run: () => void): void {
  const isTls = socket instanceof TLSSocket;
  const stands = isTls ? socket.getFinished() !== undefined : !socket.connecting;
  if (stands) run();
  else socket.once(isTls ? "secureConnect" : "connect", run);
}
