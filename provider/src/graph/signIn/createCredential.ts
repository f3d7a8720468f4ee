import { setTimeout as delay } from "node:timers/promises";
import {
  createDefaultHttpClient,
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
  type PipelineResponse,
} from "@azure/core-rest-pipeline";
import * as identity from "@azure/identity";
import { toRecord } from "../../domain/values.js";
import { isKnownAuthority } from "../clouds.js";
import { quoteForeign } from "../foreignText.js";
import { tryParse } from "../parseJson.js";
import { createAgents, describeProxy, findCode } from "../proxy.js";
import { findBackoff, isTransient, parseRetryAfter, type FailureKind } from "../retry.js";
import type { GraphSettings } from "../settingsTable.js";
import type { CredentialWay } from "./chooseCredential.js";
import { readCertificate } from "./readCertificate.js";
import { readSettingFile } from "./readSettingFile.js";
import { passingCode } from "./signInError.js";
import { SignInProblem, type SignInWatch } from "./signInWatch.js";

/** The library's ways never resolve to null. */
export type Credential = Pick<identity.ChainedTokenCredential, "getToken">;

/** Unused: without it the library reads the proxy variables itself, and fails on unreadable ones. */
const unreadProxy = { host: "http://localhost", port: 1 };

/**
 * Loaded late: @azure/identity is heavy, and some runs need no token. TypeScript makes its import a `require`, which
 * takes half the time.
 */
export async function createCredential(
  way: CredentialWay,
  settings: GraphSettings,
  watch: SignInWatch,
): Promise<Credential> {
  const { tenantId = "", clientId = "", clientSecret = "", authorityHost } = settings;
  const { oidcToken = "", oidcTokenFilePath: tokenFilePath = "" } = settings;
  const { adoPipelineServiceConnectionId: connectionId = "", adoAccessToken = "" } = settings;
  const http = { httpClient: createHttpClient(settings, watch), proxyOptions: unreadProxy };
  // Entra vouches only for its own hosts.
  const disableInstanceDiscovery = !isKnownAuthority(authorityHost);
  const authority = { ...http, authorityHost, disableInstanceDiscovery };
  // Our HTTP client retries.
  const options = { ...authority, retryOptions: { maxRetries: 0 } };
  // Commands end later than the watch, which says whom it asked.
  const command = { processTimeoutInMs: watch.limitMs + 1_000, ...(tenantId && { tenantId }) };
  const assertBy = (getAssertion: () => Promise<string>) =>
    new identity.ClientAssertionCredential(tenantId, clientId, getAssertion, options);
  const watched = (name: string, credential: Credential): Credential => ({
    getToken: (...request) => watch.ask(name, () => credential.getToken(...request)),
  });
  switch (way.kind) {
    case "clientSecret":
      return new identity.ClientSecretCredential(tenantId, clientId, clientSecret, options);
    case "clientCertificate": {
      const certificate = await readCertificate(way, settings);
      return new identity.ClientCertificateCredential(tenantId, clientId, certificate, options);
    }
    case "oidcToken":
      return assertBy(() => Promise.resolve(oidcToken));
    case "oidcRequest":
      return assertBy(() => fetchJobToken(settings, http.httpClient, watch));
    case "oidcTokenFile": {
      await readSettingFile(settings, "oidcTokenFilePath");
      const file = { tenantId, clientId, tokenFilePath };
      return new identity.WorkloadIdentityCredential({ ...options, ...file });
    }
    case "azurePipelines": {
      const connection = [connectionId, adoAccessToken] as const;
      return new identity.AzurePipelinesCredential(tenantId, clientId, ...connection, options);
    }
    case "managedIdentity":
      return new identity.ManagedIdentityCredential({ ...http, ...(clientId && { clientId }) });
    case "azureCli":
      return new identity.ChainedTokenCredential(
        watched("the command az", new identity.AzureCliCredential(command)),
        watched("the command azd", new identity.AzureDeveloperCliCredential(command)),
        watched("the command Azure PowerShell", new identity.AzurePowerShellCredential(command)),
      );
    case "default": {
      const ids = clientId && {
        workloadIdentityClientId: clientId,
        managedIdentityClientId: clientId,
      };
      const chain = new identity.DefaultAzureCredential({ ...authority, ...command, ...ids });
      return watched("the default chain, in a command such as az or before a repeat,", chain);
    }
  }
}

/**
 * Of a job in GitHub Actions. Valid for minutes, so fetched for each sign-in.
 * Source: GitHub's documentation of OpenID Connect in Actions.
 */
async function fetchJobToken(settings: GraphSettings, client: HttpClient, watch: SignInWatch) {
  const { oidcRequestUrl = "", oidcRequestToken = "", oidcAudience } = settings;
  const address = new URL(oidcRequestUrl);
  address.searchParams.set("audience", oidcAudience);
  const headers = { Accept: "application/json", Authorization: `Bearer ${oidcRequestToken}` };
  const { status, bodyAsText } = await client.sendRequest(
    createPipelineRequest({
      url: address.href,
      headers: createHttpHeaders(headers),
      // For an emulator: other addresses are https.
      allowInsecureConnection: true,
    }),
  );
  const { value } = toRecord(tryParse(bodyAsText ?? ""));
  if (status === 200 && typeof value === "string") return value;
  watch.problem ??= new SignInProblem(
    `${watch.asked} gave no token: it answered ${status}`,
    "The job needs the permission id-token: write.",
  );
  throw watch.problem;
}

/**
 * Below @azure/identity, because MSAL passes no signal on and hides why a request failed. Retries within the limit;
 * for a managed identity the library does.
 */
function createHttpClient(settings: GraphSettings, watch: SignInWatch): HttpClient {
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
        const { status, headers, bodyAsText } = answer;
        const text = bodyAsText ?? "";
        if (passes && !/AADSTS\d/.test(text)) {
          const givenUp = attempts === 1 ? "" : `. Gave up after ${attempts} attempts`;
          const problem = `${asked} answered ${status}${givenUp}`;
          watch.problem = new SignInProblem(problem, "Run the command again later.");
        } else if (service === "Entra" && tryParse(text) === undefined) {
          const target = headers.get("location");
          const quoted = quoteForeign(target === undefined ? text : `a redirect to ${target}`);
          const problem = `${asked} answered ${status} in another form than Entra's (${quoted})`;
          const advice = "Check the proxy (HTTPS_PROXY, NO_PROXY), and what it lets through.";
          watch.problem = new SignInProblem(problem, advice);
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
