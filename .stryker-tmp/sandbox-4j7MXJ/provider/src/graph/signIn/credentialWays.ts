// @ts-nocheck
import type { SettingName } from "../settingsTable.js";

export type CredentialKind =
  | "clientSecret"
  | "clientCertificate"
  | "oidcToken"
  | "oidcTokenFile"
  | "azurePipelines"
  | "oidcRequest"
  | "managedIdentity"
  | "azureCli"
  | "default";

/** A way to sign in. */
export interface CredentialWay {
  kind: CredentialKind;
  /** Ways of different methods exclude each other; tokens of other issuers are one method, `intune:useOidc`. */
  method:
    "clientSecret" | "clientCertificate" | "oidc" | "managedIdentity" | "azureCli" | "default";
  /** In a sentence after "with". */
  label: string;
  /** Setting any of these is to choose this way. */
  triggers: readonly SettingName[];
  needs: readonly SettingName[];
  /** Ways beside which this one may be set, and is then left aside. */
  yieldsTo: readonly CredentialKind[];
}

const application = ["tenantId", "clientId"] as const;
const alone = { needs: [], yieldsTo: [] } as const;

/** All of them, in the order of the documentation. */
export const credentialWays: readonly CredentialWay[] = [
  {
    kind: "clientSecret",
    method: "clientSecret",
    label: "a client secret",
    triggers: ["clientSecret"],
    needs: application,
    yieldsTo: [],
  },
  {
    kind: "clientCertificate",
    method: "clientCertificate",
    label: "a client certificate",
    triggers: ["clientCertificate"],
    needs: application,
    yieldsTo: [],
  },
  {
    kind: "clientCertificate",
    method: "clientCertificate",
    label: "a client certificate",
    triggers: ["clientCertificatePath"],
    needs: application,
    yieldsTo: [],
  },
  {
    kind: "oidcToken",
    method: "oidc",
    label: "a token of another issuer",
    triggers: ["oidcToken"],
    needs: application,
    yieldsTo: [],
  },
  {
    kind: "azurePipelines",
    method: "oidc",
    label: "a service connection of Azure Pipelines",
    triggers: ["adoPipelineServiceConnectionId"],
    needs: [...application, "adoAccessToken", "adoOidcRequestUri"],
    yieldsTo: [],
  },
  {
    kind: "oidcRequest",
    method: "oidc",
    label: "the token of a job in GitHub Actions",
    triggers: ["oidcRequestUrl", "oidcRequestToken"],
    needs: [...application, "oidcRequestUrl", "oidcRequestToken"],
    // In a pipeline, azuread's users set ARM_OIDC_REQUEST_URL and _TOKEN to those of Azure Pipelines.
    yieldsTo: ["azurePipelines"],
  },
  // Behind a job's request: the platform may set both, and a file that a job has written for others grows old.
  {
    kind: "oidcTokenFile",
    method: "oidc",
    label: "a file with a token of another issuer",
    triggers: ["oidcTokenFilePath"],
    needs: application,
    yieldsTo: [],
  },
  {
    kind: "managedIdentity",
    method: "managedIdentity",
    label: "the managed identity of this machine",
    triggers: ["useMsi"],
    ...alone,
  },
  {
    kind: "azureCli",
    method: "azureCli",
    label: "a command line that is signed in (az, azd, Azure PowerShell)",
    triggers: ["useCli"],
    ...alone,
  },
  {
    kind: "default",
    method: "default",
    label: "whatever this machine offers (the default chain)",
    triggers: [],
    ...alone,
  },
];
