import { clouds } from "../clouds.js";
import { readSeconds, readSwitch, type SettingText } from "../readSetting.js";
import { readAddress, readCloudName, readGuid, readOrigin } from "./readSignInSetting.js";

/** What is known of a setting before it is set. Its key in the stack's configuration is `intune:` and its name. */
export interface SettingRow {
  /** The variables that are asked after the configuration, the first that is set; if left out, `INTUNE_` and the name. */
  environment?: readonly string[];
  /** As docs/settings.md says it. */
  meaning: string;
  /** In the public cloud, where other clouds have others. */
  default?: string;
  /** How the text is read that was found; as it is, where this is left out. */
  read?: (found: SettingText) => string | number | boolean | ReadonlySet<string>;
  /** Never shown. */
  isSecret?: true;
  /** Not asked of the configuration. */
  isEnvironmentOnly?: true;
}

/**
 * Where and as whom to sign in. ARM_ variables are those of the provider azuread, AZURE_ those of @azure/identity; the
 * others are what GitHub Actions and Azure Pipelines give a job.
 */
export const signInSettings = {
  environment: {
    environment: ["ARM_ENVIRONMENT"],
    meaning:
      "The cloud: `public`, `usgovernment` (GCC High), `dod` or `china`; also azuread's `global`, `usgovernmentl4`, `usgovernmentl5`.",
    default: "public",
    read: readCloudName,
  },
  graphEndpoint: {
    meaning: "Root of Graph, without a path. The default is the cloud's.",
    default: clouds.public.graphEndpoint,
    read: readOrigin,
  },
  authorityHost: {
    environment: ["AZURE_AUTHORITY_HOST"],
    meaning:
      "Root of Entra's sign-in, without a path. The default is the cloud's. Where the stack names a cloud, the variable cannot name another one.",
    default: clouds.public.authorityHost,
    read: readOrigin,
  },
  tenantId: {
    environment: ["ARM_TENANT_ID", "AZURE_TENANT_ID"],
    meaning: "The tenant to sign in to.",
  },
  expectedTenantId: {
    meaning: "A guard: nothing is sent to Graph unless the token is of this tenant (a GUID).",
    read: readGuid,
  },
  clientId: {
    environment: ["ARM_CLIENT_ID", "AZURE_CLIENT_ID"],
    meaning: "The application that signs in, or the user-assigned managed identity.",
  },
  clientSecret: {
    environment: ["ARM_CLIENT_SECRET", "AZURE_CLIENT_SECRET"],
    meaning: "A client secret's value, not its id.",
    isSecret: true,
  },
  clientCertificate: {
    environment: ["ARM_CLIENT_CERTIFICATE"],
    meaning: "A certificate and its private key: PEM, or PEM or PFX (PKCS #12) in base64.",
    isSecret: true,
  },
  clientCertificatePath: {
    environment: ["ARM_CLIENT_CERTIFICATE_PATH", "AZURE_CLIENT_CERTIFICATE_PATH"],
    meaning: "A file with the same, or with a PFX as it is.",
  },
  clientCertificatePassword: {
    environment: ["ARM_CLIENT_CERTIFICATE_PASSWORD", "AZURE_CLIENT_CERTIFICATE_PASSWORD"],
    meaning: "The password of the PFX or of the private key, where it has one.",
    isSecret: true,
  },
  useOidc: {
    environment: ["ARM_USE_OIDC"],
    meaning: "`true`: sign in with a token of another issuer; `false`: do not, whatever is set.",
    read: readSwitch,
  },
  oidcToken: {
    environment: ["ARM_OIDC_TOKEN"],
    meaning: "A token of another issuer that the application trusts.",
    isSecret: true,
  },
  oidcTokenFilePath: {
    environment: ["ARM_OIDC_TOKEN_FILE_PATH", "AZURE_FEDERATED_TOKEN_FILE"],
    meaning: "A file with such a token, as Kubernetes writes it.",
  },
  oidcRequestUrl: {
    environment: ["ARM_OIDC_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_URL"],
    meaning: "Where a job in GitHub Actions gets such a token.",
    read: readAddress,
  },
  oidcRequestToken: {
    environment: ["ARM_OIDC_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"],
    meaning: "What the job shows there.",
    isSecret: true,
  },
  oidcAudience: {
    meaning: "The audience that a job in GitHub Actions asks a token for.",
    default: "api://AzureADTokenExchange",
  },
  adoPipelineServiceConnectionId: {
    environment: ["ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID", "ARM_OIDC_AZURE_SERVICE_CONNECTION_ID"],
    meaning: "The service connection by which a job in Azure Pipelines gets such a token.",
  },
  adoAccessToken: {
    environment: ["SYSTEM_ACCESSTOKEN"],
    meaning: "What the job shows there: `$(System.AccessToken)`.",
    isSecret: true,
  },
  useMsi: {
    environment: ["ARM_USE_MSI"],
    meaning: "`true`: sign in with the managed identity of this machine.",
    read: readSwitch,
  },
  useCli: {
    environment: ["ARM_USE_CLI"],
    meaning:
      "`true`: sign in as the user of `az`, `azd` or Azure PowerShell, the first that is signed in.",
    read: readSwitch,
  },
  signInTimeoutSeconds: {
    meaning: "How long one sign-in may take, with everything it asks and repeats.",
    default: "60",
    read: readSeconds,
  },
} as const satisfies Readonly<Record<string, SettingRow>>;
