import { expect } from "chai";
import { SettingsError } from "../../provider/dist/graph/settingText.js";
import { resolveSettings } from "../../provider/dist/graph/settings.js";
import { chooseCredential } from "../../provider/dist/graph/signIn/chooseCredential.js";

type Values = Readonly<Record<string, string | undefined>>;

/** The kind that is chosen, or why none is. */
function choose(config: Values, environment: Values = {}): string {
  try {
    const settings = resolveSettings({ config, environment });
    return chooseCredential(settings).kind;
  } catch (error) {
    if (error instanceof SettingsError) return error.message;
    throw error;
  }
}

const app = { ARM_TENANT_ID: "tenant", ARM_CLIENT_ID: "client" };
const gitHub = {
  ACTIONS_ID_TOKEN_REQUEST_URL: "https://example.com/idtoken",
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: "canary-request-token",
};
const pipelines = {
  SYSTEM_OIDCREQUESTURI: "https://example.com/oidctoken",
  SYSTEM_ACCESSTOKEN: "canary-access-token",
};
const connection = { ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID: "connection" };
const pem = "-----BEGIN CERTIFICATE-----\ncanary-pem\n-----BEGIN PRIVATE KEY-----\ncanary-pem";
const base64 = Buffer.from(pem).toString("base64");

describe("chooseCredential", () => {
  const rows: [what: string, environment: Values, kind: string, config?: Values][] = [
    ["nothing", {}, "default"],
    ["a tenant and a client alone", app, "default"],
    ["a secret", { ...app, ARM_CLIENT_SECRET: "canary" }, "clientSecret"],
    ["a secret of AZURE_", { ...app, AZURE_CLIENT_SECRET: "canary" }, "clientSecret"],
    ["a certificate's path", { ...app, ARM_CLIENT_CERTIFICATE_PATH: "a.pem" }, "clientCertificate"],
    ["a certificate's text", { ...app, ARM_CLIENT_CERTIFICATE: pem }, "clientCertificate"],
    ["… in base64", { ...app, ARM_CLIENT_CERTIFICATE: base64 }, "clientCertificate"],
    ["a token", { ...app, ARM_OIDC_TOKEN: "canary" }, "oidcToken"],
    ["a token's file", { ...app, ARM_OIDC_TOKEN_FILE_PATH: "token" }, "oidcTokenFile"],
    ["a cluster's file", { ...app, AZURE_FEDERATED_TOKEN_FILE: "token" }, "oidcTokenFile"],
    ["a cluster's file without a client", { AZURE_FEDERATED_TOKEN_FILE: "token" }, "default"],
    ["a job in GitHub Actions", { ...app, ...gitHub }, "oidcRequest"],
    ["such a job without a client", gitHub, "default"],
    [
      "such a job with a file for others",
      { ...app, ...gitHub, AZURE_FEDERATED_TOKEN_FILE: "token", ARM_USE_OIDC: "true" },
      "oidcRequest",
    ],
    ["such a job that is not to", { ...app, ...gitHub, ARM_USE_OIDC: "0" }, "default"],
    ["such a job with useOidc", { ...app, ...gitHub, ARM_USE_OIDC: "TRUE" }, "oidcRequest"],
    ["such a job with a token", { ...app, ...gitHub, ARM_OIDC_TOKEN: "canary" }, "oidcToken"],
    ["such a job with a secret", { ...app, ...gitHub, ARM_CLIENT_SECRET: "x" }, "clientSecret"],
    ["such a job with useMsi", { ...app, ...gitHub, ARM_USE_MSI: "true" }, "managedIdentity"],
    ["such a job with useCli", { ...app, ...gitHub, ARM_USE_CLI: "1" }, "azureCli"],
    ["a service connection", { ...app, ...pipelines, ...connection }, "azurePipelines"],
    ["a pipeline alone", { ...app, ...pipelines }, "default"],
    [
      "a connection beside a request's address, as for azuread",
      { ...app, ...pipelines, ...connection, ARM_OIDC_REQUEST_URL: "https://example.com" },
      "azurePipelines",
    ],
    ["switches that are off", { ARM_USE_MSI: "false", ARM_USE_CLI: "0" }, "default"],
    [
      "ARM_ before AZURE_",
      { ...app, ARM_CLIENT_SECRET: "x", AZURE_CLIENT_CERTIFICATE_PATH: "a.pem" },
      "clientSecret",
    ],
    [
      "configuration before ARM_",
      { ...app, ARM_CLIENT_SECRET: "x", ARM_OIDC_TOKEN: "y" },
      "managedIdentity",
      { useMsi: "true" },
    ],
    [
      "useOidc of the configuration before a secret of ARM_",
      { ...app, ...gitHub, ARM_CLIENT_SECRET: "x" },
      "oidcRequest",
      { useOidc: "true" },
    ],
  ];
  for (const [what, environment, kind, config = {}] of rows) {
    it(`takes ${kind} for ${what}`, () => {
      expect(choose(config, environment)).to.equal(kind);
    });
  }

  const refusals: [what: string, environment: Values, named: string[], config?: Values][] = [
    [
      "a secret and a certificate",
      { ...app, ARM_CLIENT_SECRET: "canary", ARM_CLIENT_CERTIFICATE_PATH: "canary.pem" },
      [
        "intune:clientSecret from ARM_CLIENT_SECRET",
        "intune:clientCertificatePath from ARM_CLIENT_CERTIFICATE_PATH",
      ],
    ],
    [
      "a secret and a switch",
      { ...app, ARM_CLIENT_SECRET: "canary", ARM_USE_CLI: "true" },
      ["intune:clientSecret from ARM_CLIENT_SECRET", "intune:useCli from ARM_USE_CLI"],
    ],
    [
      "two switches",
      { ARM_USE_OIDC: "true", ARM_USE_MSI: "1" },
      ["intune:useMsi from ARM_USE_MSI", "intune:useOidc from ARM_USE_OIDC"],
    ],
    [
      "a token and a file",
      { ...app, ARM_OIDC_TOKEN: "canary", ARM_OIDC_TOKEN_FILE_PATH: "canary" },
      [
        "intune:oidcToken from ARM_OIDC_TOKEN",
        "intune:oidcTokenFilePath from ARM_OIDC_TOKEN_FILE_PATH",
      ],
    ],
    [
      "two certificates of the configuration",
      app,
      [
        "intune:clientCertificate from the stack's configuration",
        "intune:clientCertificatePath from the stack's configuration",
      ],
      { clientCertificate: pem, clientCertificatePath: "canary.pem" },
    ],
    [
      "a certificate without a tenant",
      { ARM_CLIENT_CERTIFICATE_PATH: "canary.pem", ARM_CLIENT_ID: "canary" },
      [
        "intune:clientCertificatePath from ARM_CLIENT_CERTIFICATE_PATH",
        "intune:tenantId (or ARM_TENANT_ID, AZURE_TENANT_ID)",
      ],
    ],
    [
      "a password alone",
      { AZURE_CLIENT_CERTIFICATE_PASSWORD: "canary" },
      ["intune:clientCertificatePassword from AZURE_CLIENT_CERTIFICATE_PASSWORD"],
    ],
    ["useOidc alone", { ...app, ARM_USE_OIDC: "true" }, ["intune:useOidc from ARM_USE_OIDC"]],
    [
      "useOidc with a token and no client",
      { ARM_USE_OIDC: "true", ...gitHub },
      ["intune:oidcRequestUrl from ACTIONS_ID_TOKEN_REQUEST_URL", "intune:clientId (or ARM_"],
    ],
    [
      "half a request for a token",
      { ...app, ARM_OIDC_REQUEST_TOKEN: "canary" },
      ["intune:oidcRequestToken from ARM_OIDC_REQUEST_TOKEN", "intune:oidcRequestUrl (or"],
    ],
    [
      "a service connection outside of a pipeline",
      { ...app, ...connection },
      ["intune:adoAccessToken (or SYSTEM_ACCESSTOKEN)"],
    ],
  ];
  for (const [what, environment, named, config = {}] of refusals) {
    it(`refuses ${what}, by keys and origins, without content`, () => {
      const message = choose(config, environment);
      for (const text of named) expect(message).to.include(text);
      expect(message).not.to.include("canary");
    });
  }
});
