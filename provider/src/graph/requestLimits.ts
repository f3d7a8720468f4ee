import type { ClientRequest } from "node:http";
import type { Socket } from "node:net";
import { TLSSocket } from "node:tls";
import { FaultError } from "./describeFault.js";

export interface TimeLimits {
  connectTimeoutSeconds: number;
  /** To the last byte. */
  answerTimeoutSeconds: number;
}

/** Axios' own timer restarts with every byte. */
export class RequestWatch {
  readonly #controller = new AbortController();
  readonly #connectTimer: NodeJS.Timeout;
  readonly #answerTimer: NodeJS.Timeout;
  wasConnected = false;

  constructor({ connectTimeoutSeconds, answerTimeoutSeconds }: TimeLimits) {
    this.#connectTimer = this.#abortAfter(connectTimeoutSeconds, "Connect", "connection");
    this.#answerTimer = this.#abortAfter(answerTimeoutSeconds, "Answer", "complete answer");
  }

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

  #abortAfter(seconds: number, kind: "Connect" | "Answer", missing: string): NodeJS.Timeout {
    const setting = `intune:${kind.toLowerCase()}TimeoutSeconds`;
    const message = `no ${missing} within ${seconds} s (${setting})`;
    return setTimeout(() => {
      this.#controller.abort(new FaultError(`${kind}Timeout`, message));
    }, seconds * 1000);
  }
}

/** A pooled or tunnelled socket may be connected already. */
function onceConnected(socket: Socket, run: () => void): void {
  const isTls = socket instanceof TLSSocket;
  const stands = isTls ? socket.getFinished() !== undefined : !socket.connecting;
  if (stands) run();
  else socket.once(isTls ? "secureConnect" : "connect", run);
}
