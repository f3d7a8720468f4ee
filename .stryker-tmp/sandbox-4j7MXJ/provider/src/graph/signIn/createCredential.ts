// @ts-nocheck
import * as identity from "@azure/identity";
import { isKnownAuthority } from "../clouds.js";
import type { GraphSettings } from "../settingsTable.js";
import type { CredentialKind, CredentialWay } from "./credentialWays.js";
import { fetchJobToken } from "./fetchJobToken.js";
import { readCertificate } from "./readCertificate.js";

/** What goes into a credential: the settings, and what was chosen of them. */
interface Parts {
  settings: GraphSettings;
  way: CredentialWay;
  /** Tenant and client, as most classes take them; the choice has seen to it that they are set. */
  names: [tenantId: string, clientId: string];
  options: { authorityHost: string; disableInstanceDiscovery: boolean };
}

/**
 * Makes the credential that was chosen, of the classes of @azure/identity. This module is loaded with the first of them:
 * the library is heavy, and a run that changes nothing needs no token. It is required, not imported, by what TypeScript
 * makes of this; its CommonJS form loads in half the time.
 */
export async function createCredential(
  way: CredentialWay,
  settings: GraphSettings,
): Promise<identity.TokenCredential> {
  const { tenantId = "", clientId = "", authorityHost } = settings;
  return builders[way.kind]({
    settings,
    way,
    names: [tenantId, clientId],
    // Entra vouches only for its own hosts; any other authority is one the user has named.
    options: { authorityHost, disableInstanceDiscovery: !isKnownAuthority(authorityHost) },
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
  oidcRequest: ({ names, settings, options }) => {
    const { oidcRequestUrl: url = "", oidcRequestToken: requestToken = "" } = settings;
    const request = { url, requestToken, audience: settings.oidcAudience };
    return new identity.ClientAssertionCredential(...names, () => fetchJobToken(request), options);
  },
  managedIdentity: ({ settings }) => {
    const clientId = settings.managedIdentityClientId ?? settings.clientId;
    return new identity.ManagedIdentityCredential(clientId === undefined ? {} : { clientId });
  },
  azureCli: ({ settings: { tenantId } }) => {
    const options = tenantId === undefined ? {} : { tenantId };
    return new identity.ChainedTokenCredential(
      new identity.AzureCliCredential(options),
      new identity.AzureDeveloperCliCredential(options),
      new identity.AzurePowerShellCredential(options),
    );
  },
  default: ({ settings, options }) => {
    const { tenantId, clientId, managedIdentityClientId = clientId } = settings;
    return new identity.DefaultAzureCredential({
      ...options,
      ...(tenantId !== undefined && { tenantId }),
      ...(clientId !== undefined && { workloadIdentityClientId: clientId }),
      ...(managedIdentityClientId !== undefined && { managedIdentityClientId }),
    });
  },
};

async function buildCertificateCredential({ names, settings, way, options }: Parts) {
  const configuration = await readCertificate(way, settings);
  return new identity.ClientCertificateCredential(...names, configuration, options);
}
