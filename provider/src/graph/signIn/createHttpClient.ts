import { setTimeout as delay } from "node:timers/promises";
import {
  createDefaultHttpClient,
  type HttpClient,
  type PipelineResponse,
} from "@azure/core-rest-pipeline";
import { createAgents, describeProxy, findCode } from "../proxy.js";
import { findBackoff, isTransient, parseRetryAfter, type FailureKind } from "../retry.js";
import type { GraphSettings } from "../settingsTable.js";
import { passingCode } from "./signInError.js";
import { SignInProblem, type SignInWatch } from "./signInWatch.js";

/**
 * Below @azure/identity, because MSAL passes no signal on and hides why a request failed. Retries within the limit;
 * for a managed identity the library does.
 */
export function createHttpClient(settings: GraphSettings, watch: SignInWatch): HttpClient {
  const client = createDefaultHttpClient();
  const findAgent = createAgents(settings.connectTimeoutSeconds);
  return {
    async sendRequest(request) {
      const { url, abortSignal = watch.signal } = request;
      request.abortSignal = AbortSignal.any([watch.signal, abortSignal as AbortSignal]);
      const { origin, pathname } = new URL(url);
      const service = nameService(url, settings);
      const asked = `${service} at ${origin}${pathname}${describeProxy(url)}`;
      const send = () => {
        request.agent = findAgent(url);
        return client.sendRequest(request);
      };
      for (let attempts = 1; ; attempts += 1) {
        const answer = await watch.ask(asked, send).catch((error: unknown) => error as Error);
        const failure = describeFailure(answer);
        const waitMs = findBackoff(attempts, failure.retryAfterMs, Math.random());
        const passes = service !== managedIdentity && isTransient(failure);
        if (passes && watch.hasTimeFor(waitMs)) {
          await delay(waitMs, undefined, { signal: watch.signal });
          continue;
        }
        if (answer instanceof Error) throw answer;
        if (passes && !/AADSTS\d/.test(answer.bodyAsText ?? "")) {
          const givenUp = attempts === 1 ? "" : `. Gave up after ${attempts} attempts`;
          const problem = `${asked} answered ${answer.status}${givenUp}`;
          watch.problem = new SignInProblem(problem, "Run the command again later.");
        }
        return answer;
      }
    },
  };
}

/** On any host: China's metadata names another. */
const entraPath = /\/(?:discovery|v2\.0\/\.well-known|oauth2\/v2\.0)\//;

const managedIdentity = "the managed identity's endpoint";

function nameService(url: string, { oidcRequestUrl }: GraphSettings): string {
  const [address] = url.split("?", 1);
  if (address?.endsWith("/oidctoken")) return "Azure Pipelines' token service";
  if (address === oidcRequestUrl?.split("?", 1)[0]) return "GitHub's job-token service";
  return entraPath.test(url) ? "Entra" : managedIdentity;
}

function describeFailure(answer: PipelineResponse | Error): FailureKind {
  if (answer instanceof Error) {
    const { code = "", message } = answer as NodeJS.ErrnoException;
    // The response broke off.
    return { code: code === "PARSE_ERROR" ? "ECONNRESET" : findCode(code, message) };
  }
  const { status, headers, bodyAsText } = answer;
  const passes = status >= 500 || bodyAsText?.includes(`${passingCode}:`) === true;
  const retryAfter = headers.get("retry-after");
  const retryAfterMs = parseRetryAfter(retryAfter, Date.now(), headers.get("date"));
  return { status: passes ? 503 : status, code: "", retryAfterMs };
}
