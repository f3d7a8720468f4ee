import type { SettingName } from "../settingsTable.js";

export interface CredentialWay {
  kind: CredentialKind;
  /** After "with". */
  label: string;
  /** Any of these chooses this way. */
  triggers: readonly SettingName[];
  needs: readonly SettingName[];
  /** Different methods exclude each other. Tokens of other issuers are one, `intune:useOidc`. */
  method: CredentialKind | "oidc";
}

export type CredentialKind = (typeof rows)[number][0];

type Row = readonly [
  kind: string,
  label: string,
  triggers: readonly SettingName[],
  needs: readonly SettingName[],
  method?: "oidc",
];

const application = ["tenantId", "clientId"] as const;

const rows = [
  ["clientSecret", "a client secret", ["clientSecret"], application],
  ["clientCertificate", "a client certificate", ["clientCertificate"], application],
  ["clientCertificate", "a client certificate", ["clientCertificatePath"], application],
  ["oidcToken", "a token of another issuer", ["oidcToken"], application, "oidc"],
  [
    "azurePipelines",
    "a service connection of Azure Pipelines",
    ["adoPipelineServiceConnectionId"],
    [...application, "adoAccessToken"],
    "oidc",
  ],
  [
    "oidcRequest",
    "the token of a job in GitHub Actions",
    ["oidcRequestUrl", "oidcRequestToken"],
    [...application, "oidcRequestUrl", "oidcRequestToken"],
    "oidc",
  ],
  // After a job's request: a platform may set both, and a file grows old.
  [
    "oidcTokenFile",
    "a file with a token of another issuer",
    ["oidcTokenFilePath"],
    application,
    "oidc",
  ],
  ["managedIdentity", "the managed identity of this machine", ["useMsi"], []],
  ["azureCli", "a command line that is signed in (az, azd, Azure PowerShell)", ["useCli"], []],
  ["default", "whatever this machine offers (the default chain)", [], []],
] as const satisfies readonly Row[];

export const credentialWays: readonly CredentialWay[] = rows.map(
  ([kind, label, triggers, needs, method = kind]) => ({ kind, label, triggers, needs, method }),
);
