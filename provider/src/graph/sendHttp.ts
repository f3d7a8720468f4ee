import http from "node:http";
import https from "node:https";
import type { Readable } from "node:stream";
import type { AxiosInstance } from "axios" with { "resolution-mode": "import" };
import { readVersion } from "../version.js";
import { describeFault, FaultError, type Fault } from "./describeFault.js";
import { createAgents, describeProxy } from "./proxy.js";
import { watchRequest, type RequestWatch, type TimeLimits } from "./requestLimits.js";

export interface HttpRequest {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
  /** Gives the request up, besides the limits. */
  signal?: AbortSignal;
}

/** An answer, or what kept it from coming, as `fault`. Header names are in lower case. */
export type HttpResponse =
  { status: number; headers: Readonly<Record<string, string>>; text: string } | { fault: Fault };

export type SendHttp = (request: HttpRequest) => Promise<HttpResponse>;

export interface HttpOptions extends TimeLimits {
  /** The largest answer that is read, in bytes, decompressed. */
  maxAnswerBytes: number;
}

export const defaultHttpOptions: HttpOptions = {
  connectTimeoutMs: 10_000,
  answerTimeoutMs: 60_000,
  maxAnswerBytes: 64 * 1024 * 1024,
};

/**
 * Sends requests over kept-alive connections. Axios stays in here: its errors carry the bearer token. It is loaded with
 * the first request.
 */
export function createSendHttp(options: HttpOptions = defaultHttpOptions): SendHttp {
  let client: Promise<AxiosInstance> | undefined;
  // The agent's timeout frees what a proxy leaves hanging, after we have given up on it, and closes idle connections.
  const findAgent = createAgents({ timeout: options.connectTimeoutMs + 1_000 });
  return async (request) => {
    const watch = watchRequest(options);
    try {
      client ??= openClient();
      const agent = findAgent(request.url);
      return await exchange(await client, { ...request, agent }, watch, options.maxAnswerBytes);
    } catch (error) {
      return { fault: describeFault(error, watch, options, describeProxy(request.url)) };
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

async function exchange(
  client: AxiosInstance,
  { method, url, headers, body, signal, agent }: HttpRequest & { agent: http.Agent },
  watch: RequestWatch,
  maxAnswerBytes: number,
): Promise<HttpResponse> {
  const isHttps = url.startsWith("https:");
  // Node's own request follows no redirection, which would take the token along.
  const request = (
    requestOptions: https.RequestOptions,
    onResponse: (response: http.IncomingMessage) => void,
  ): http.ClientRequest => {
    // The agent knows the proxy: axios, which reads the variables in its own way, is told of none.
    const sent = (isHttps ? https : http).request({ ...requestOptions, agent }, onResponse);
    watch.watch(sent);
    return sent;
  };
  const response = await client.request<Readable>({
    method,
    url,
    headers,
    data: body,
    signal: signal === undefined ? watch.signal : AbortSignal.any([watch.signal, signal]),
    transport: { request },
    proxy: false,
  });
  const text = await readText(response.data, maxAnswerBytes);
  return { status: response.status, headers: readHeaders(response.headers), text };
}

/** Reads the decompressed answer, and no more of it than is taken: a small one can unfold into gigabytes. */
async function readText(stream: Readable, maxAnswerBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let byteCount = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    byteCount += chunk.length;
    if (byteCount > maxAnswerBytes) {
      throw new FaultError("AnswerTooLarge", `the answer has more than ${maxAnswerBytes} bytes`);
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
