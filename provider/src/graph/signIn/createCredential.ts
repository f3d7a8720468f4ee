import type { TokenCredential } from "@azure/identity";
import { isKnownAuthority } from "../clouds.js";
import type { GraphSettings } from "../settingsTable.js";
import type { CredentialKind, CredentialWay } from "./credentialWays.js";
import { fetchJobToken } from "./fetchJobToken.js";
import { readCertificate } from "./readCertificate.js";

/** What goes into a credential: the library, the settings, and what was chosen of them. */
interface Parts {
  identity: Awaited<ReturnType<typeof loadIdentity>>;
  settings: GraphSettings;
  way: CredentialWay;
  /** Tenant and client, as most classes take them; the choice has seen to it that they are set. */
  names: [tenantId: string, clientId: string];
  options: { authorityHost: string; disableInstanceDiscovery: boolean };
}

/** Makes the credential that was chosen, of the classes of @azure/identity. */
export async function createCredential(
  way: CredentialWay,
  settings: GraphSettings,
): Promise<TokenCredential> {
  const { tenantId = "", clientId = "", authorityHost } = settings;
  return builders[way.kind]({
    identity: await loadIdentity(),
    settings,
    way,
    names: [tenantId, clientId],
    // Entra vouches only for its own hosts; any other authority is one the user has named.
    options: { authorityHost, disableInstanceDiscovery: !isKnownAuthority(authorityHost) },
  });
}

/** Loads the library only here: it is heavy, and a run that changes nothing needs no token. */
function loadIdentity() {
  return import("@azure/identity");
}

type Build = (parts: Parts) => TokenCredential | Promise<TokenCredential>;

const builders: Readonly<Record<CredentialKind, Build>> = {
  clientSecret: ({ identity, names, settings, options }) =>
    new identity.ClientSecretCredential(...names, settings.clientSecret ?? "", options),
  clientCertificate: buildCertificateCredential,
  oidcToken: ({ identity, names, settings, options }) => {
    const getAssertion = () => Promise.resolve(settings.oidcToken ?? "");
    return new identity.ClientAssertionCredential(...names, getAssertion, options);
  },
  oidcTokenFile: ({ identity, names: [tenantId, clientId], settings, options }) => {
    const tokenFilePath = settings.oidcTokenFilePath ?? "";
    const named = { ...options, tenantId, clientId, tokenFilePath };
    return new identity.WorkloadIdentityCredential(named);
  },
  azurePipelines: ({ identity, names, settings, options }) => {
    const { adoPipelineServiceConnectionId = "", adoAccessToken = "" } = settings;
    const connection = [adoPipelineServiceConnectionId, adoAccessToken] as const;
    return new identity.AzurePipelinesCredential(...names, ...connection, options);
  },
  oidcRequest: ({ identity, names, settings, options }) => {
    const { oidcRequestUrl: url = "", oidcRequestToken: requestToken = "" } = settings;
    const request = { url, requestToken, audience: settings.oidcAudience };
    return new identity.ClientAssertionCredential(...names, () => fetchJobToken(request), options);
  },
  managedIdentity: ({ identity, settings }) => {
    const clientId = settings.managedIdentityClientId ?? settings.clientId;
    return new identity.ManagedIdentityCredential(clientId === undefined ? {} : { clientId });
  },
  azureCli: ({ identity, settings: { tenantId } }) => {
    const options = tenantId === undefined ? {} : { tenantId };
    return new identity.ChainedTokenCredential(
      new identity.AzureCliCredential(options),
      new identity.AzureDeveloperCliCredential(options),
      new identity.AzurePowerShellCredential(options),
    );
  },
  default: ({ identity, settings, options }) => {
    const { tenantId, clientId, managedIdentityClientId = clientId } = settings;
    return new identity.DefaultAzureCredential({
      ...options,
      ...(tenantId !== undefined && { tenantId }),
      ...(clientId !== undefined && { workloadIdentityClientId: clientId }),
      ...(managedIdentityClientId !== undefined && { managedIdentityClientId }),
    });
  },
};

async function buildCertificateCredential({ identity, names, settings, way, options }: Parts) {
  const certificate = await readCertificate(way, settings);
  const { clientCertificatePassword: password } = settings;
  const configuration = {
    certificate,
    ...(password !== undefined && { certificatePassword: password }),
  };
  return new identity.ClientCertificateCredential(...names, configuration, options);
}
