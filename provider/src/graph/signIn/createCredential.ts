import {
  createHttpHeaders,
  createPipelineRequest,
  type HttpClient,
} from "@azure/core-rest-pipeline";
import * as identity from "@azure/identity";
import { isRecord } from "../../domain/values.js";
import { isKnownAuthority } from "../clouds.js";
import { tryParse } from "../parseJson.js";
import type { GraphSettings } from "../settingsTable.js";
import type { CredentialWay } from "./chooseCredential.js";
import { createHttpClient } from "./createHttpClient.js";
import { readCertificate } from "./readCertificate.js";
import { SignInProblem, type SignInWatch } from "./signInWatch.js";

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
): Promise<identity.TokenCredential> {
  const { tenantId = "", clientId = "", clientSecret = "", authorityHost } = settings;
  const http = { httpClient: createHttpClient(settings, watch), proxyOptions: unreadProxy };
  // Entra vouches only for its own hosts.
  const disableInstanceDiscovery = !isKnownAuthority(authorityHost);
  const authority = { ...http, authorityHost, disableInstanceDiscovery };
  // Our HTTP client retries.
  const options = { ...authority, retryOptions: { maxRetries: 0 } };
  // Later than the watch, which says whom it asked.
  const processTimeoutInMs = watch.limitMs + 1_000;
  const ofTenant = settings.tenantId === undefined ? {} : { tenantId };
  const assertBy = (getAssertion: () => Promise<string>) =>
    new identity.ClientAssertionCredential(tenantId, clientId, getAssertion, options);
  const nameToWatch = (
    name: string,
    credential: identity.TokenCredential,
  ): identity.TokenCredential => ({
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
      return assertBy(() => Promise.resolve(settings.oidcToken ?? ""));
    case "oidcTokenFile": {
      const tokenFilePath = settings.oidcTokenFilePath ?? "";
      const named = { ...options, tenantId, clientId, tokenFilePath };
      return new identity.WorkloadIdentityCredential(named);
    }
    case "azurePipelines": {
      const { adoPipelineServiceConnectionId = "", adoAccessToken = "" } = settings;
      const connection = [adoPipelineServiceConnectionId, adoAccessToken] as const;
      return new identity.AzurePipelinesCredential(tenantId, clientId, ...connection, options);
    }
    case "oidcRequest":
      return assertBy(() => fetchJobToken(settings, http.httpClient, watch));
    case "managedIdentity":
      return new identity.ManagedIdentityCredential({
        ...http,
        ...(settings.clientId !== undefined && { clientId }),
      });
    case "azureCli": {
      const command = { ...ofTenant, processTimeoutInMs };
      const az = new identity.AzureCliCredential(command);
      const azd = new identity.AzureDeveloperCliCredential(command);
      const powerShell = new identity.AzurePowerShellCredential(command);
      const commands = Object.entries({ az, azd, "Azure PowerShell": powerShell });
      return new identity.ChainedTokenCredential(
        ...commands.map(([name, one]) => nameToWatch(`the command ${name}`, one)),
      );
    }
    case "default":
      return nameToWatch(
        "the default chain, in a command such as az or before a repeat,",
        new identity.DefaultAzureCredential({
          ...{ ...authority, ...ofTenant, processTimeoutInMs },
          ...(settings.clientId !== undefined && {
            workloadIdentityClientId: clientId,
            managedIdentityClientId: clientId,
          }),
        }),
      );
  }
}

/**
 * Of a job in GitHub Actions. Valid for minutes, so fetched for each sign-in.
 * Source: GitHub's documentation of OpenID Connect in Actions.
 */
async function fetchJobToken(
  { oidcRequestUrl = "", oidcRequestToken = "", oidcAudience }: GraphSettings,
  client: HttpClient,
  watch: SignInWatch,
): Promise<string> {
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
  const json = tryParse(bodyAsText ?? "");
  if (status === 200 && isRecord(json) && typeof json["value"] === "string") return json["value"];
  watch.problem ??= new SignInProblem(
    `${watch.asked} gave no token: it answered ${status}`,
    "The job needs the permission id-token: write.",
  );
  throw watch.problem;
}
