// @ts-nocheck
import { readFile } from "node:fs/promises";
import { defaultWorkloads, type Environment, type IdentityKind } from "intune-graph-emulator";
import type { SignIn } from "./signInStack.ts";

/** What each way asks for, in order, for one token. */
const tokenRoute = "POST /oauth2/v2.0/token";
const bySecret = [`${tokenRoute} client_secret`];
const byAssertion = [`${tokenRoute} client_assertion`];
const byJob = (route: string): string[] => [route, ...byAssertion];

/** A way to sign in: the emulator's kind of environment, what is made of it, and what it asks for. */
export interface SignInWay {
  what: string;
  identity: IdentityKind;
  /** The environment as it is, by default. */
  adapt?: (environment: Environment) => SignIn | Promise<SignIn>;
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

/** As settings of the stack's configuration, those of `names`; the others stay variables. */
const configure = (
  environment: Environment,
  names: Readonly<Record<string, string>>,
): Required<SignIn> => {
  const config: Required<SignIn>["config"] = {};
  const others = { ...environment };
  for (const [name, setting] of Object.entries(names)) {
    const value = environment[name] ?? "";
    const isSecret = /secret|certificate$/i.test(setting);
    config[`intune:${setting}`] = isSecret ? { value, secret: true } : value;
    Reflect.deleteProperty(others, name);
  }
  return { environment: others, config };
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
  { what: "a client secret in AZURE_ variables", identity: "clientSecret", asks: bySecret },
  {
    what: "a client secret in ARM_ variables, whatever AZURE_ variables say",
    identity: "clientSecret",
    adapt: (environment) => ({
      environment: { ...rename(environment, armNames), AZURE_CLIENT_SECRET: "wrong" },
    }),
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
    asks: bySecret,
  },
  {
    what: "a client certificate in a file",
    identity: "clientCertificate",
    adapt: (environment) => ({ environment: rename(environment, armNames) }),
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
    asks: byAssertion,
  },
  { what: "the token file of a workload", identity: "workloadIdentity", asks: byAssertion },
  {
    what: "a token that was passed on",
    identity: "workloadIdentity",
    adapt: async ({ AZURE_FEDERATED_TOKEN_FILE: file = "", ...others }) => ({
      environment: { ...others, ARM_OIDC_TOKEN: await readFile(file, "utf8") },
    }),
    asks: byAssertion,
  },
  {
    what: "the token of a job in GitHub Actions",
    identity: "gitHubActions",
    asks: byJob("GET /github/idtoken"),
  },
  {
    what: "the token of such a job in ARM_ variables",
    identity: "gitHubActions",
    adapt: (environment) => ({
      environment: { ...rename(environment, armNames), ARM_USE_OIDC: "true" },
    }),
    asks: byJob("GET /github/idtoken"),
  },
  {
    what: "a service connection of Azure Pipelines",
    identity: "azurePipelines",
    adapt: add({
      ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: defaultWorkloads.azurePipelines.serviceConnectionId,
    }),
    asks: byJob("POST /azure-pipelines/oidctoken"),
  },
  {
    what: "a managed identity in App Service",
    identity: "managedIdentityAppService",
    adapt: add({ ARM_USE_MSI: "true" }),
    asks: ["GET /msi/token"],
  },
  {
    what: "a managed identity of a machine",
    identity: "managedIdentityImds",
    adapt: (environment) => ({ environment, config: { "intune:useMsi": "true" } }),
    asks: ["GET /metadata/identity/oauth2/token"],
  },
  { what: "the Azure CLI", identity: "azureCli", adapt: add(useCli), asks: bySecret },
  { what: "azd", identity: "azureDeveloperCli", adapt: add(useCli), asks: bySecret },
  { what: "Azure PowerShell", identity: "azurePowerShell", adapt: add(useCli), asks: bySecret },
  {
    what: "the default chain, by a managed identity",
    identity: "managedIdentityAppService",
    asks: ["GET /msi/token"],
  },
  {
    what: "the default chain, by the Azure CLI",
    identity: "azureCli",
    adapt: add({ AZURE_TOKEN_CREDENTIALS: "AzureCliCredential" }),
    asks: bySecret,
  },
];
