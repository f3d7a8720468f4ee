import http from "node:http";
import https from "node:https";
import type { Readable } from "node:stream";
import type { AxiosInstance } from "axios";
import { describeFault, FaultError, type Fault } from "./describeFault.js";
import { createAgents, describeProxy } from "./proxy.js";
import { RequestWatch, type TimeLimits } from "./requestLimits.js";

export interface HttpRequest {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string | undefined;
}

export type HttpResponse =
  { status: number; headers: Readonly<Record<string, string>>; text: string } | { fault: Fault };

export type SendHttp = (request: HttpRequest) => Promise<HttpResponse>;

export interface HttpOptions extends TimeLimits {
  maxAnswerBytes?: number;
}

/** Axios errors carry the bearer token, so none leaves this file. */
export function createSendHttp(options: HttpOptions): SendHttp {
  let client: Promise<AxiosInstance> | undefined;
  // Ends what a proxy leaves hanging, and idle connections.
  const findAgent = createAgents({ timeout: options.connectTimeoutSeconds * 1000 + 1_000 });
  return async ({ method, url, headers, body }) => {
    const watch = new RequestWatch(options);
    const isHttps = url.startsWith("https:");
    try {
      const agent = findAgent(url);
      // Unlike axios, Node follows no redirect, which would forward the token.
      const request = (
        sent: https.RequestOptions,
        onResponse: (response: http.IncomingMessage) => void,
      ) => watch.watch((isHttps ? https : http).request({ ...sent, agent }, onResponse));
      client ??= import("./openAxios.js").then(({ openAxios }) => openAxios());
      const response = await (
        await client
      ).request<Readable>({
        ...{ method, url, headers, data: body, signal: watch.signal, transport: { request } },
        // With an agent axios ignores proxies; `proxy: false` used a third more memory.
        ...(isHttps ? { httpsAgent: agent } : { proxy: false }),
      });
      const received = Object.entries(response.headers).map(([name, value]) => [
        name,
        String(value),
      ]);
      return {
        status: response.status,
        headers: Object.fromEntries(received) as Record<string, string>,
        text: await readText(response.data, options.maxAnswerBytes),
      };
    } catch (error) {
      const cause: unknown = watch.signal.aborted ? watch.signal.reason : error;
      const fault = describeFault(cause, describeProxy(url));
      return { fault: { ...fault, isUnsent: !watch.wasConnected } };
    } finally {
      watch.end();
    }
  };
}

/** A small response can unfold into gigabytes. Axios' own limit costs a quarter of a request's processor time. */
async function readText(stream: Readable, maxBytes = 64 * 1024 * 1024): Promise<string> {
  const chunks: Buffer[] = [];
  let byteCount = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    byteCount += chunk.length;
    if (byteCount > maxBytes)
      throw new FaultError("AnswerTooLarge", `the answer has more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}
