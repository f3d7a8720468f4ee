import { isGuid } from "../../domain/values.js";
import { cloudNames, clouds, type CloudName } from "../clouds.js";
import { readSeconds, readSwitch, SettingsError, type SettingText } from "../settingText.js";

/** docs/settings.md describes each setting, also for the native plugin's schema. */
export interface SettingRow {
  /** Asked in order, after the configuration; by default `INTUNE_` and the name. */
  environment?: readonly string[];
  /** Of the public cloud. */
  default?: string;
  /** By default the text itself. */
  read?: (found: SettingText) => string | number | boolean | ReadonlySet<string>;
  /** Never shown. */
  isSecret?: true;
  /** Not asked of the configuration. */
  isEnvironmentOnly?: true;
}

/**
 * ARM_ variables are the azuread provider's, AZURE_ those of @azure/identity; the others come from GitHub Actions and
 * Azure Pipelines.
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

function readOrigin({ setting, text, example }: SettingText): string {
  const url = parseSafeUrl(text);
  if (url?.pathname === "/" && url.search === "" && url.username === "") return url.origin;
  throw new SettingsError(
    `${setting} must begin with https:// and be the root of a service, such as ${example}, without a path.`,
  );
}

/** Never quoted: it may carry a secret. */
function readAddress({ setting, text }: SettingText): string {
  if (parseSafeUrl(text) !== undefined) return text;
  throw new SettingsError(
    `${setting} must begin with https:// so that no token is sent in the clear.`,
  );
}

function parseSafeUrl(text: string): URL | undefined {
  const url = URL.parse(text) ?? undefined;
  const isSafe = url?.protocol === "https:" || (url?.protocol === "http:" && isLoopback(url));
  return isSafe ? url : undefined;
}

export function isLoopback({ hostname }: URL): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}

function readCloudName({ setting, text }: SettingText): CloudName {
  const cloud = cloudNames.get(text.trim().toLowerCase());
  if (cloud !== undefined) return cloud;
  throw new SettingsError(`${setting} must be one of ${[...cloudNames.keys()].join(", ")}.`);
}

function readGuid({ setting, text }: SettingText): string {
  const guid = text.trim().toLowerCase();
  if (isGuid(guid)) return guid;
  throw new SettingsError(
    `${setting} must be a GUID, such as 7f1c2b3a-0d4e-4f5a-8b6c-9d0e1f2a3b4c.`,
  );
}
