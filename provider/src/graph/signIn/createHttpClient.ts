import {
  createDefaultHttpClient,
  type HttpClient,
  type PipelineResponse,
} from "@azure/core-rest-pipeline";
import { findCode } from "../describeFault.js";
import { createAgents } from "../proxy.js";
import type { GraphSettings } from "../settingsTable.js";
import { isTransient, type FailureKind } from "../transientFailures.js";
import { describeAsked, isOfManagedIdentity } from "./describeAsked.js";
import { passingCode } from "./entraAdvice.js";
import { describeStatus, repeatPassing } from "./repeatPassing.js";
import { SignInProblem } from "./signInProblem.js";
import type { SignInWatch } from "./signInWatch.js";

/**
 * The bottom of @azure/identity, where every request passes: MSAL hands no signal on, and hides why a request failed.
 * What passes is repeated; what a managed identity's endpoint needs, the library knows better.
 */
export function createHttpClient(settings: GraphSettings, watch: SignInWatch): HttpClient {
  const client = createDefaultHttpClient();
  const findAgent = createAgents({ timeout: settings.connectTimeoutSeconds * 1000 + 1_000 });
  return {
    async sendRequest(request) {
      const signals = [watch.signal, request.abortSignal].filter((each) => each !== undefined);
      request.abortSignal = AbortSignal.any(signals as AbortSignal[]);
      const asked = describeAsked(request.url, settings);
      const send = (): Promise<PipelineResponse> =>
        watch.ask(asked, () => {
          request.agent = findAgent(request.url);
          return client.sendRequest(request);
        });
      if (isOfManagedIdentity(request.url, settings)) return send();
      return sendRepeatedly(asked, send, watch);
    },
  };
}

async function sendRepeatedly(
  asked: string,
  send: () => Promise<PipelineResponse>,
  watch: SignInWatch,
): Promise<PipelineResponse> {
  const ask = (): Promise<PipelineResponse | Error> =>
    send().catch((error: unknown) => error as Error);
  const { answer, attempts } = await repeatPassing(watch, ask, describeKind);
  if (answer instanceof Error) throw answer;
  if (isTransient(describeKind(answer)) && !/AADSTS\d/.test(answer.bodyAsText ?? "")) {
    watch.problem = new SignInProblem(
      `${asked} answered ${answer.status}. Gave up after ${attempts} attempts`,
      "Run the command again later.",
    );
  }
  return answer;
}

function describeKind(answer: PipelineResponse | Error): FailureKind {
  if (answer instanceof Error) {
    return { code: findCode(String((answer as { code?: unknown }).code), answer.message) };
  }
  const { status, headers, bodyAsText } = answer;
  const passes = status >= 500 || bodyAsText?.includes(`${passingCode}:`) === true;
  return describeStatus(passes ? 503 : status, headers.toJSON());
}
