import type { ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { FaultError } from "./describeFault.js";

export interface TimeLimits {
  /** Until the connection stands, with TLS and through a proxy too. */
  connectTimeoutMs: number;
  /** Until the last byte of the answer is there, from the start. */
  answerTimeoutMs: number;
}

/** Watches over one request. The HTTP library's own timer starts anew with every byte, so that it bounds nothing. */
export class RequestWatch {
  readonly #controller = new AbortController();
  readonly #connectTimer: NodeJS.Timeout;
  readonly #answerTimer: NodeJS.Timeout;
  /** A connection stood, so that bytes of the request may have been sent. */
  wasConnected = false;

  constructor({ connectTimeoutMs, answerTimeoutMs }: TimeLimits) {
    const abort = (code: string, message: string): void => {
      this.#controller.abort(new FaultError(code, message));
    };
    this.#connectTimer = setTimeout(() => {
      const within = `within ${connectTimeoutMs / 1000} s`;
      abort("ConnectTimeout", `no connection ${within} (intune:connectTimeoutSeconds)`);
    }, connectTimeoutMs);
    this.#answerTimer = setTimeout(() => {
      const within = `within ${answerTimeoutMs / 1000} s`;
      abort("AnswerTimeout", `no complete answer ${within} (intune:answerTimeoutSeconds)`);
    }, answerTimeoutMs);
  }

  /** Aborts when a limit has passed; the reason is a FaultError. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  watch(request: ClientRequest): ClientRequest {
    request.once("socket", (socket: Socket) => {
      onceConnected(socket, () => {
        this.wasConnected = true;
        clearTimeout(this.#connectTimer);
      });
    });
    return request;
  }

  end(): void {
    clearTimeout(this.#connectTimer);
    clearTimeout(this.#answerTimer);
  }
}

/** A socket from the pool, or one of a proxy's tunnel, may stand already. */
function onceConnected(socket: Socket, run: () => void): void {
  const isTls = socket instanceof TLSSocket;
  const stands = isTls ? socket.getFinished() !== undefined : !socket.connecting;
  if (stands) run();
  else socket.once(isTls ? "secureConnect" : "connect", run);
}
