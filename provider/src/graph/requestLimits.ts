import type { ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { FaultError } from "./describeFault.js";

export interface TimeLimits {
  /** Includes TLS and a proxy's tunnel. */
  connectTimeoutMs: number;
  /** From the start to the last byte. */
  answerTimeoutMs: number;
}

/** Axios' own timer restarts with every byte, so it limits nothing. */
export class RequestWatch {
  readonly #controller = new AbortController();
  readonly #connectTimer: NodeJS.Timeout;
  readonly #answerTimer: NodeJS.Timeout;
  /** Bytes may have been sent. */
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

  /** The reason is a FaultError. */
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

/** A socket from the pool or of a tunnel may be connected already. */
function onceConnected(socket: Socket, run: () => void): void {
  const isTls = socket instanceof TLSSocket;
  const stands = isTls ? socket.getFinished() !== undefined : !socket.connecting;
  if (stands) run();
  else socket.once(isTls ? "secureConnect" : "connect", run);
}
