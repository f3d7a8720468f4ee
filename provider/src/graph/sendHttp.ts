import http from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import type { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { TLSSocket } from "node:tls";
import axios, { AxiosHeaders, type AxiosResponseHeaders } from "axios";
import { readVersion } from "../version.js";
import { codedError, createAgents, describeProxy, findCode } from "./proxy.js";
import type { FailureKind } from "./retry.js";

type HeaderMap = Readonly<Record<string, string>>;

export interface HttpRequest {
  method: string;
  url: string;
  headers: HeaderMap;
  body?: string | undefined;
}

/** `code` is Node's, axios' or our own, as `ConnectTimeout`. */
export interface Fault extends Pick<FailureKind, "code" | "isUnsent"> {
  message: string;
}

export type HttpResponse = { status: number; headers: HeaderMap; text: string } | { fault: Fault };

export type SendHttp = (request: HttpRequest) => Promise<HttpResponse>;

export interface HttpOptions {
  connectTimeoutSeconds: number;
  /** To the last byte. */
  answerTimeoutSeconds: number;
  maxAnswerBytes?: number;
}

/** Axios errors carry the bearer token, so none leaves this file. */
export function createSendHttp(options: HttpOptions): SendHttp {
  const userAgent = `pulumi-intune-provisioning/${readVersion()} node/${process.versions.node}`;
  // Without axios' defaults, interceptors and transforms, which cost a sixth of a request's processor time.
  const send = axios.getAdapter("http");
  const findAgent = createAgents(options.connectTimeoutSeconds);
  return async ({ method, url, headers, body }) => {
    const watch = new RequestWatch(options);
    const isHttps = url.startsWith("https:");
    try {
      const agent = findAgent(url);
      // Unlike axios, Node follows no redirect, which would forward the token.
      const request = (sent: object, onResponse: () => void) =>
        watch.follow((isHttps ? https : http).request({ ...sent, agent }, onResponse));
      const response = await send({
        method,
        url,
        data: body,
        transport: { request },
        headers: new AxiosHeaders({ "User-Agent": userAgent, ...headers }),
        responseType: "stream",
        validateStatus: () => true,
        // With an agent axios ignores proxies; `proxy: false` used a third more memory.
        ...(isHttps ? { httpsAgent: agent } : { proxy: false }),
      });
      return {
        status: response.status,
        headers: (response.headers as AxiosResponseHeaders).toJSON(true),
        text: await readText(response.data as Readable, options.maxAnswerBytes),
      };
    } catch (error) {
      const fault = describeFault(watch.failure ?? error, url);
      return { fault: { ...fault, isUnsent: !watch.wasConnected } };
    } finally {
      watch.end();
    }
  };
}

/** A small response can unfold into gigabytes. An iterator or axios' own limit would cost more processor time. */
async function readText(stream: Readable, maxBytes = 64 * 1024 * 1024): Promise<string> {
  const chunks: Buffer[] = [];
  let byteCount = 0;
  stream.on("data", (chunk: Buffer) => {
    byteCount += chunk.length;
    if (byteCount > maxBytes)
      stream.destroy(codedError("AnswerTooLarge", `the answer has more than ${maxBytes} bytes`));
    chunks.push(chunk);
  });
  await finished(stream);
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** Drops the rest of an axios error: it holds the token. @throws errors of our own code. */
function describeFault(error: unknown, url: string): Fault {
  const { code, message, isAxiosError } = error as NodeJS.ErrnoException & { isAxiosError?: true };
  if (code === undefined && isAxiosError !== true) throw error;
  // Node gives no message after several addresses failed.
  const found = message === "" ? "no answer" : message;
  return {
    code: code === undefined ? "NoAnswer" : findCode(code, found),
    message: found + describeProxy(url),
  };
}

/** Axios' own timer restarts with every byte. */
class RequestWatch {
  wasConnected = false;
  /** A limit was exceeded. */
  failure: Error | undefined;
  #request: http.ClientRequest | undefined;
  readonly #timers: NodeJS.Timeout[];

  constructor({ connectTimeoutSeconds, answerTimeoutSeconds }: HttpOptions) {
    this.#timers = [
      this.#failAfter(connectTimeoutSeconds, "Connect", "connection"),
      this.#failAfter(answerTimeoutSeconds, "Answer", "complete answer"),
    ];
  }

  /** A pooled or tunnelled socket may be connected already. */
  follow(request: http.ClientRequest): http.ClientRequest {
    this.#request = request;
    const onConnected = (): void => {
      this.wasConnected = true;
      clearTimeout(this.#timers[0]);
    };
    return request.once("socket", (socket: Socket) => {
      const isTls = socket instanceof TLSSocket;
      const stands = isTls ? socket.getFinished() !== undefined : !socket.connecting;
      if (stands) onConnected();
      else socket.once(isTls ? "secureConnect" : "connect", onConnected);
    });
  }

  end(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #failAfter(seconds: number, kind: "Connect" | "Answer", missing: string): NodeJS.Timeout {
    return setTimeout(() => {
      const setting = `intune:${kind.toLowerCase()}TimeoutSeconds`;
      this.failure = codedError(`${kind}Timeout`, `no ${missing} within ${seconds} s (${setting})`);
      this.#request?.destroy(this.failure);
    }, seconds * 1000);
  }
}
