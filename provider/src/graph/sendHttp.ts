import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import axios, { isAxiosError, type AxiosError } from "axios";
import { version } from "../version.js";

export interface HttpRequest {
  method: string;
  url: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}

/** An answer, or what kept it from coming, as `fault`. Header names are in lower case. */
export type HttpResponse =
  | { status: number; headers: Readonly<Record<string, string>>; text: string }
  | { fault: { code: string; message: string } };

export type SendHttp = (request: HttpRequest) => Promise<HttpResponse>;

export interface HttpOptions {
  /** How long an answer may take. */
  timeoutMs: number;
  /** The largest answer that is read, in bytes. */
  maxAnswerBytes: number;
}

export const defaultHttpOptions: HttpOptions = {
  timeoutMs: 60_000,
  maxAnswerBytes: 64 * 1024 * 1024,
};

/** Sends requests over kept-alive connections. Axios stays in here: its errors carry the bearer token. */
export function createSendHttp(options: HttpOptions = defaultHttpOptions): SendHttp {
  const client = axios.create({
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true }),
    timeout: options.timeoutMs,
    maxContentLength: options.maxAnswerBytes,
    maxRedirects: 0,
    responseType: "text",
    transitional: { clarifyTimeoutError: true },
    transformResponse: (text: unknown) => text,
    validateStatus: () => true,
    headers: {
      "User-Agent": `pulumi-intune-provisioning/${version} node/${process.versions.node}`,
    },
  });
  return async ({ method, url, headers, body }) => {
    try {
      const response = await client.request<unknown>({ method, url, headers, data: body });
      const text = typeof response.data === "string" ? response.data : "";
      return { status: response.status, headers: readHeaders(response.headers), text };
    } catch (error) {
      if (isAxiosError(error)) return { fault: describeFault(error) };
      throw error;
    }
  };
}

function readHeaders(headers: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function describeFault(error: AxiosError): { code: string; message: string } {
  return {
    code: error.code ?? "NoAnswer",
    message: error.message === "" ? "no answer" : error.message,
  };
}
