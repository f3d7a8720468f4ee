import { clouds } from "../clouds.js";
import { readSeconds, readSwitch, type SettingText } from "../readSetting.js";
import { readAddress, readCloudName, readGuid, readOrigin } from "./readSignInSetting.js";

/**
 * What is known of a setting before it is set; docs/settings.md says what each means, also to the native plugin's schema. Its
 * key in the stack's configuration is `intune:` and its name.
 */
export interface SettingRow {
  /** The variables that are asked after the configuration, the first that is set; if left out, `INTUNE_` and the name. */
  environment?: readonly string[];
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
  environment: { environment: ["ARM_ENVIRONMENT"], default: "public", read: readCloudName },
  graphEndpoint: { default: clouds.public.graphEndpoint, read: readOrigin },
  authorityHost: {
    environment: ["AZURE_AUTHORITY_HOST"],
    default: clouds.public.authorityHost,
    read: readOrigin,
  },
  tenantId: { environment: ["ARM_TENANT_ID", "AZURE_TENANT_ID"] },
  expectedTenantId: { read: readGuid },
  clientId: { environment: ["ARM_CLIENT_ID", "AZURE_CLIENT_ID"] },
  clientSecret: { environment: ["ARM_CLIENT_SECRET", "AZURE_CLIENT_SECRET"], isSecret: true },
  clientCertificate: { environment: ["ARM_CLIENT_CERTIFICATE"], isSecret: true },
  clientCertificatePath: {
    environment: ["ARM_CLIENT_CERTIFICATE_PATH", "AZURE_CLIENT_CERTIFICATE_PATH"],
  },
  clientCertificatePassword: {
    environment: ["ARM_CLIENT_CERTIFICATE_PASSWORD", "AZURE_CLIENT_CERTIFICATE_PASSWORD"],
    isSecret: true,
  },
  useOidc: { environment: ["ARM_USE_OIDC"], read: readSwitch },
  oidcToken: { environment: ["ARM_OIDC_TOKEN"], isSecret: true },
  oidcTokenFilePath: { environment: ["ARM_OIDC_TOKEN_FILE_PATH", "AZURE_FEDERATED_TOKEN_FILE"] },
  oidcRequestUrl: {
    environment: ["ARM_OIDC_REQUEST_URL", "ACTIONS_ID_TOKEN_REQUEST_URL"],
    read: readAddress,
  },
  oidcRequestToken: {
    environment: ["ARM_OIDC_REQUEST_TOKEN", "ACTIONS_ID_TOKEN_REQUEST_TOKEN"],
    isSecret: true,
  },
  oidcAudience: { default: "api://AzureADTokenExchange" },
  adoPipelineServiceConnectionId: {
    environment: ["ARM_ADO_PIPELINE_SERVICE_CONNECTION_ID", "ARM_OIDC_AZURE_SERVICE_CONNECTION_ID"],
  },
  adoAccessToken: { environment: ["SYSTEM_ACCESSTOKEN"], isSecret: true },
  useMsi: { environment: ["ARM_USE_MSI"], read: readSwitch },
  useCli: { environment: ["ARM_USE_CLI"], read: readSwitch },
  signInTimeoutSeconds: { default: "60", read: readSeconds },
} as const satisfies Readonly<Record<string, SettingRow>>;
