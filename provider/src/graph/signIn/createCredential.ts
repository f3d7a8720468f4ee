import * as identity from "@azure/identity";
import { isKnownAuthority } from "../clouds.js";
import type { GraphSettings } from "../settingsTable.js";
import { createHttpClient } from "./createHttpClient.js";
import type { CredentialKind, CredentialWay } from "./credentialWays.js";
import { fetchJobToken } from "./fetchJobToken.js";
import { readCertificate } from "./readCertificate.js";
import type { SignInWatch } from "./signInWatch.js";

/** What goes into a credential: the settings, and what was chosen of them. */
interface Parts {
  settings: GraphSettings;
  way: CredentialWay;
  /** Tenant and client, as most classes take them; the choice has seen to it that they are set. */
  names: [tenantId: string, clientId: string];
  options: {
    authorityHost: string;
    disableInstanceDiscovery: boolean;
    retryOptions: object;
  } & HttpOptions;
  http: HttpOptions;
  /** How long a command line may take. */
  processTimeoutInMs: number;
  watch: SignInWatch;
}

/** What each class sends its requests by. */
type HttpOptions = Required<Pick<identity.TokenCredentialOptions, "httpClient" | "proxyOptions">>;

/** Read by nobody: without it the library reads the variables itself, in its own way, and fails on what it can't read. */
const unreadProxy = { host: "http://localhost", port: 1 };

/**
 * Makes the credential that was chosen, of the classes of @azure/identity. This module is loaded with the first of them:
 * the library is heavy, and a run that changes nothing needs no token. It is required, not imported, by what TypeScript
 * makes of this; its CommonJS form loads in half the time.
 */
export async function createCredential(
  way: CredentialWay,
  settings: GraphSettings,
  watch: SignInWatch,
): Promise<identity.TokenCredential> {
  const { tenantId = "", clientId = "", authorityHost } = settings;
  const http = { httpClient: createHttpClient(settings, watch), proxyOptions: unreadProxy };
  return builders[way.kind]({
    settings,
    way,
    names: [tenantId, clientId],
    options: {
      authorityHost,
      // Entra vouches only for its own hosts; any other authority is one the user has named.
      disableInstanceDiscovery: !isKnownAuthority(authorityHost),
      // The client of ours repeats what passes.
      retryOptions: { maxRetries: 0 },
      ...http,
    },
    http,
    // Later than the watch, which says whom it asked; a command that is ended answers with an empty text.
    processTimeoutInMs: watch.limitMs + 1_000,
    watch,
  });
}

type Build = (parts: Parts) => identity.TokenCredential | Promise<identity.TokenCredential>;

const builders: Readonly<Record<CredentialKind, Build>> = {
  clientSecret: ({ names, settings, options }) =>
    new identity.ClientSecretCredential(...names, settings.clientSecret ?? "", options),
  clientCertificate: buildCertificateCredential,
  oidcToken: ({ names, settings, options }) => {
    const getAssertion = () => Promise.resolve(settings.oidcToken ?? "");
    return new identity.ClientAssertionCredential(...names, getAssertion, options);
  },
  oidcTokenFile: ({ names: [tenantId, clientId], settings, options }) => {
    const tokenFilePath = settings.oidcTokenFilePath ?? "";
    const named = { ...options, tenantId, clientId, tokenFilePath };
    return new identity.WorkloadIdentityCredential(named);
  },
  azurePipelines: ({ names, settings, options }) => {
    const { adoPipelineServiceConnectionId = "", adoAccessToken = "" } = settings;
    const connection = [adoPipelineServiceConnectionId, adoAccessToken] as const;
    return new identity.AzurePipelinesCredential(...names, ...connection, options);
  },
  oidcRequest: ({ names, settings, options, watch }) => {
    const getAssertion = () => fetchJobToken(settings, watch);
    return new identity.ClientAssertionCredential(...names, getAssertion, options);
  },
  managedIdentity: ({ settings, http }) => {
    const clientId = settings.managedIdentityClientId ?? settings.clientId;
    return new identity.ManagedIdentityCredential({
      ...http,
      ...(clientId !== undefined && { clientId }),
    });
  },
  azureCli: ({ settings: { tenantId }, processTimeoutInMs, watch }) => {
    const options = { processTimeoutInMs, ...(tenantId !== undefined && { tenantId }) };
    const commands: [command: string, credential: identity.TokenCredential][] = [
      ["az", new identity.AzureCliCredential(options)],
      ["azd", new identity.AzureDeveloperCliCredential(options)],
      ["Azure PowerShell", new identity.AzurePowerShellCredential(options)],
    ];
    return new identity.ChainedTokenCredential(
      ...commands.map(([name, credential]) => askBy(watch, `the command ${name}`, credential)),
    );
  },
  default: ({ settings, options, http, processTimeoutInMs, watch }) => {
    const { tenantId, clientId, managedIdentityClientId = clientId } = settings;
    const { authorityHost, disableInstanceDiscovery } = options;
    const chain = new identity.DefaultAzureCredential({
      ...{ ...http, authorityHost, disableInstanceDiscovery },
      processTimeoutInMs,
      ...(tenantId !== undefined && { tenantId }),
      ...(clientId !== undefined && { workloadIdentityClientId: clientId }),
      ...(managedIdentityClientId !== undefined && { managedIdentityClientId }),
    });
    return askBy(watch, "the default chain, in a command such as az or before a repeat,", chain);
  },
};

/** The same credential, whose name the watch knows while it works. */
function askBy(
  watch: SignInWatch,
  name: string,
  credential: identity.TokenCredential,
): identity.TokenCredential {
  return { getToken: (...request) => watch.ask(name, () => credential.getToken(...request)) };
}

async function buildCertificateCredential({ names, settings, way, options }: Parts) {
  const configuration = await readCertificate(way, settings);
  return new identity.ClientCertificateCredential(...names, configuration, options);
}
