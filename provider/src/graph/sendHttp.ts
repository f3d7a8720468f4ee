import http from "node:http";
import https from "node:https";
import type { Readable } from "node:stream";
import type { AxiosInstance, AxiosRequestConfig } from "axios" with { "resolution-mode": "import" };
import { readVersion } from "../version.js";
import { describeFault, FaultError, type Fault } from "./describeFault.js";
import { createAgents, describeProxy } from "./proxy.js";
import { RequestWatch, type TimeLimits } from "./requestLimits.js";

export interface HttpRequest {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
  signal?: AbortSignal;
}

export type HttpResponse =
  { status: number; headers: Readonly<Record<string, string>>; text: string } | { fault: Fault };

export type SendHttp = (request: HttpRequest) => Promise<HttpResponse>;

const mostAnswerBytes = 64 * 1024 * 1024;

export interface HttpOptions extends TimeLimits {
  maxAnswerBytes?: number;
}

/** Axios errors carry the bearer token, so none leaves this file. Axios is loaded with the first request. */
export function createSendHttp(options: HttpOptions): SendHttp {
  let client: Promise<AxiosInstance> | undefined;
  // Frees what a proxy leaves hanging after our timeout, and closes idle connections.
  const findAgent = createAgents({ timeout: options.connectTimeoutMs + 1_000 });
  return async (request) => {
    const watch = new RequestWatch(options);
    try {
      client ??= openClient();
      const config = toConfig(request, watch, findAgent(request.url));
      const response = await (await client).request<Readable>(config);
      const text = await readText(response.data, options.maxAnswerBytes);
      return { status: response.status, headers: readHeaders(response.headers), text };
    } catch (error) {
      const cause: unknown = watch.signal.aborted ? watch.signal.reason : error;
      const fault = describeFault(cause, describeProxy(request.url));
      return { fault: { ...fault, isUnsent: !watch.wasConnected } };
    } finally {
      watch.end();
    }
  };
}

async function openClient(): Promise<AxiosInstance> {
  const { default: axios } = await import("axios");
  return axios.create({
    responseType: "stream",
    validateStatus: () => true,
    headers: {
      "User-Agent": `pulumi-intune-provisioning/${readVersion()} node/${process.versions.node}`,
    },
  });
}

function toConfig(
  { method, url, headers, body, signal }: HttpRequest,
  watch: RequestWatch,
  agent: http.Agent,
): AxiosRequestConfig {
  const isHttps = url.startsWith("https:");
  return {
    method,
    url,
    headers,
    data: body,
    signal: signal === undefined ? watch.signal : AbortSignal.any([watch.signal, signal]),
    // Unlike axios' default, Node's request follows no redirect, which would forward the token.
    transport: {
      request: (sent: https.RequestOptions, onResponse: (response: http.IncomingMessage) => void) =>
        watch.watch((isHttps ? https : http).request({ ...sent, agent }, onResponse)),
    },
    // With an agent axios ignores proxies. `proxy: false` does too, but used a third more memory.
    ...(isHttps ? { httpsAgent: agent } : { proxy: false }),
  };
}

/** Stops early: a small response can unfold into gigabytes. */
async function readText(stream: Readable, maxBytes = mostAnswerBytes): Promise<string> {
  const chunks: Buffer[] = [];
  let byteCount = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    byteCount += chunk.length;
    if (byteCount > maxBytes) {
      throw new FaultError("AnswerTooLarge", `the answer has more than ${maxBytes} bytes`);
    }
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

function readHeaders(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}
