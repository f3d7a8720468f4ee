import { readFile } from "node:fs/promises";
import { defaultWorkloads, type Environment, type IdentityKind } from "intune-graph-emulator";

/** What each way asks for, in order, for one token. */
const tokenRoute = "POST /oauth2/v2.0/token";
const bySecret = [`${tokenRoute} client_secret`];
const byAssertion = [`${tokenRoute} client_assertion`];
const byJob = (route: string): string[] => [route, ...byAssertion];

/** What a process signs in with: settings of the configuration by name, and variables. */
interface SignIn {
  environment: Environment;
  config?: Environment;
}

/** A way to sign in: the emulator's kind of environment, what is made of it, what it is called, and what it asks for. */
export interface SignInWay {
  what: string;
  identity: IdentityKind;
  /** The environment as it is, by default. */
  adapt?: (environment: Environment) => SignIn | Promise<SignIn>;
  kind: string;
  asks: string[];
}

/** The variables under other names; the others as they are. */
const rename = (environment: Environment, names: Readonly<Record<string, string>>): Environment =>
  Object.fromEntries(
    Object.entries(environment).map(([name, value]) => [names[name] ?? name, value]),
  );

const add = (more: Environment) => (environment: Environment) => ({
  environment: { ...environment, ...more },
});

/** As settings of the configuration, those of `names`; the others stay variables. */
const configure = (
  environment: Environment,
  names: Readonly<Record<string, string>>,
): Required<SignIn> => {
  const entries = Object.entries(environment);
  const isNamed = ([name]: [string, string]): boolean => name in names;
  return {
    environment: Object.fromEntries(entries.filter((entry) => !isNamed(entry))),
    config: rename(Object.fromEntries(entries.filter(isNamed)), names),
  };
};

const application = { AZURE_TENANT_ID: "tenantId", AZURE_CLIENT_ID: "clientId" };
const armNames = {
  AZURE_TENANT_ID: "ARM_TENANT_ID",
  AZURE_CLIENT_ID: "ARM_CLIENT_ID",
  AZURE_CLIENT_SECRET: "ARM_CLIENT_SECRET",
  AZURE_CLIENT_CERTIFICATE_PATH: "ARM_CLIENT_CERTIFICATE_PATH",
  AZURE_FEDERATED_TOKEN_FILE: "ARM_OIDC_TOKEN_FILE_PATH",
  ACTIONS_ID_TOKEN_REQUEST_URL: "ARM_OIDC_REQUEST_URL",
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: "ARM_OIDC_REQUEST_TOKEN",
};
const useCli = { ARM_USE_CLI: "true" };

export const signInWays: readonly SignInWay[] = [
  {
    what: "a client secret in AZURE_ variables",
    identity: "clientSecret",
    kind: "clientSecret",
    asks: bySecret,
  },
  {
    what: "a client secret in ARM_ variables, whatever AZURE_ variables say",
    identity: "clientSecret",
    adapt: (environment) => ({
      environment: { ...rename(environment, armNames), AZURE_CLIENT_SECRET: "wrong" },
    }),
    kind: "clientSecret",
    asks: bySecret,
  },
  {
    what: "a client secret in the stack's configuration, whatever the variables say",
    identity: "clientSecret",
    adapt: (environment) => {
      const names = { ...application, AZURE_CLIENT_SECRET: "clientSecret" };
      const { config, environment: others } = configure(environment, names);
      return { config, environment: { ...others, ARM_CLIENT_SECRET: "wrong" } };
    },
    kind: "clientSecret",
    asks: bySecret,
  },
  {
    what: "a client certificate in a file",
    identity: "clientCertificate",
    adapt: (environment) => ({ environment: rename(environment, armNames) }),
    kind: "clientCertificate",
    asks: byAssertion,
  },
  {
    what: "a client certificate in the stack's configuration",
    identity: "clientCertificate",
    adapt: async ({ AZURE_CLIENT_CERTIFICATE_PATH: file = "", ...others }) => {
      const AZURE_CLIENT_CERTIFICATE = await readFile(file, "utf8");
      const names = { ...application, AZURE_CLIENT_CERTIFICATE: "clientCertificate" };
      return configure({ ...others, AZURE_CLIENT_CERTIFICATE }, names);
    },
    kind: "clientCertificate",
    asks: byAssertion,
  },
  {
    what: "the token file of a workload",
    identity: "workloadIdentity",
    kind: "oidcTokenFile",
    asks: byAssertion,
  },
  {
    what: "a token that was passed on",
    identity: "workloadIdentity",
    adapt: async ({ AZURE_FEDERATED_TOKEN_FILE: file = "", ...others }) => ({
      environment: { ...others, ARM_OIDC_TOKEN: await readFile(file, "utf8") },
    }),
    kind: "oidcToken",
    asks: byAssertion,
  },
  {
    what: "the token of a job in GitHub Actions",
    identity: "gitHubActions",
    kind: "oidcRequest",
    asks: byJob("GET /github/idtoken"),
  },
  {
    what: "the token of such a job in ARM_ variables",
    identity: "gitHubActions",
    adapt: (environment) => ({
      environment: { ...rename(environment, armNames), ARM_USE_OIDC: "true" },
    }),
    kind: "oidcRequest",
    asks: byJob("GET /github/idtoken"),
  },
  {
    what: "a service connection of Azure Pipelines",
    identity: "azurePipelines",
    adapt: add({
      ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: defaultWorkloads.azurePipelines.serviceConnectionId,
    }),
    kind: "azurePipelines",
    asks: byJob("POST /azure-pipelines/oidctoken"),
  },
  {
    what: "a managed identity in App Service",
    identity: "managedIdentityAppService",
    adapt: add({ ARM_USE_MSI: "true" }),
    kind: "managedIdentity",
    asks: ["GET /msi/token"],
  },
  {
    what: "a managed identity of a machine",
    identity: "managedIdentityImds",
    adapt: (environment) => ({ environment, config: { useMsi: "true" } }),
    kind: "managedIdentity",
    asks: ["GET /metadata/identity/oauth2/token"],
  },
  {
    what: "the Azure CLI",
    identity: "azureCli",
    adapt: add(useCli),
    kind: "azureCli",
    asks: bySecret,
  },
  {
    what: "azd",
    identity: "azureDeveloperCli",
    adapt: add(useCli),
    kind: "azureCli",
    asks: bySecret,
  },
  {
    what: "Azure PowerShell",
    identity: "azurePowerShell",
    adapt: add(useCli),
    kind: "azureCli",
    asks: bySecret,
  },
  {
    what: "the default chain, by a managed identity",
    identity: "managedIdentityAppService",
    kind: "default",
    asks: ["GET /msi/token"],
  },
  {
    what: "the default chain, by the Azure CLI",
    identity: "azureCli",
    adapt: add({ AZURE_TOKEN_CREDENTIALS: "AzureCliCredential" }),
    kind: "default",
    asks: bySecret,
  },
];
