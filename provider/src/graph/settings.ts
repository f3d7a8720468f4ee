import {
  readCount,
  readOrigin,
  readSeconds,
  SettingsError,
  type SettingText,
} from "./readSetting.js";

export { SettingsError } from "./readSetting.js";

/** Where Graph is, who signs in, and how patient the client is. */
export interface GraphSettings {
  /** Root of Graph, without a path: `https://graph.microsoft.com`. */
  graphEndpoint: string;
  /** Root of Entra's sign-in, without a path: `https://login.microsoftonline.com`. */
  authorityHost: string;
  tenantId?: string;
  clientId?: string;
  clientSecret?: string;
  /** A file to which every attempt of a request is appended as a line of JSON. */
  requestLog?: string;
  /** How long a connection may take to stand, through a proxy too. */
  connectTimeoutSeconds: number;
  /** How long an answer may take, from the request to the last byte of it. */
  answerTimeoutSeconds: number;
  /** How long one operation may go on repeating what fails, waits included. */
  retryBudgetSeconds: number;
  /** How many writes may be sent within 20 seconds. */
  writesPerWindow: number;
  /** How many requests of any kind may be sent within 20 seconds. */
  requestsPerWindow: number;
}

type SettingName = keyof GraphSettings;

/** Each setting's key in the stack's configuration is `intune:<name>`; then come these variables, the first that is set. */
const environmentNames: Readonly<Record<SettingName, readonly string[]>> = {
  graphEndpoint: ["INTUNE_GRAPH_ENDPOINT"],
  authorityHost: ["AZURE_AUTHORITY_HOST"],
  tenantId: ["ARM_TENANT_ID", "AZURE_TENANT_ID"],
  clientId: ["ARM_CLIENT_ID", "AZURE_CLIENT_ID"],
  clientSecret: ["ARM_CLIENT_SECRET", "AZURE_CLIENT_SECRET"],
  requestLog: ["INTUNE_REQUEST_LOG"],
  connectTimeoutSeconds: ["INTUNE_CONNECT_TIMEOUT_SECONDS"],
  answerTimeoutSeconds: ["INTUNE_ANSWER_TIMEOUT_SECONDS"],
  retryBudgetSeconds: ["INTUNE_RETRY_BUDGET_SECONDS"],
  writesPerWindow: ["INTUNE_WRITES_PER_WINDOW"],
  requestsPerWindow: ["INTUNE_REQUESTS_PER_WINDOW"],
};

export const publicAuthorityHost = "https://login.microsoftonline.com";

/**
 * The quotas are what Graph's documentation grants one application in one tenant for Intune's app management: 100 writes
 * and 1000 requests within 20 seconds.
 */
const defaults: Partial<Record<SettingName, string>> = {
  graphEndpoint: "https://graph.microsoft.com",
  authorityHost: publicAuthorityHost,
  connectTimeoutSeconds: "10",
  answerTimeoutSeconds: "60",
  retryBudgetSeconds: "300",
  writesPerWindow: "100",
  requestsPerWindow: "1000",
};

/** Where settings come from: the stack's configuration, by name without the namespace, and the environment. */
export interface SettingSources {
  config: (name: string) => string | undefined;
  environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Resolves the settings: configuration before environment before default.
 *
 * @throws SettingsError naming the settings that are wrong or missing; never their content.
 */
export function resolveSettings({ config, environment }: SettingSources): GraphSettings {
  const resolve = (name: SettingName): string | undefined =>
    [
      config(name),
      ...environmentNames[name].map((variable) => environment[variable]),
      defaults[name],
    ].find((value) => value !== undefined && value !== "");
  const names = Object.keys(environmentNames) as SettingName[];
  const settings = Object.fromEntries(
    names.flatMap((name) => {
      const value = resolve(name);
      return value === undefined
        ? []
        : [
            [
              name,
              (readers[name] ?? readText)({ name, text: value, example: defaults[name] ?? "" }),
            ],
          ];
    }),
  ) as unknown as GraphSettings;
  return checkSettings(settings);
}

function checkSettings(settings: GraphSettings): GraphSettings {
  if (settings.clientSecret === undefined) return settings;
  const missing = (["tenantId", "clientId"] as const).filter(
    (name) => settings[name] === undefined,
  );
  if (missing.length === 0) return settings;
  const names = missing.map((name) => `intune:${name} (or ${environmentNames[name].join(", ")})`);
  throw new SettingsError(
    `A client secret is set, but not ${names.join(" nor ")}: set all three, or no client secret.`,
  );
}

type ReadSetting = (found: SettingText) => string | number;

/** How each setting is read that is more than a text. */
const readers: Partial<Record<SettingName, ReadSetting>> = {
  graphEndpoint: readOrigin,
  authorityHost: readOrigin,
  connectTimeoutSeconds: readSeconds,
  answerTimeoutSeconds: readSeconds,
  retryBudgetSeconds: readSeconds,
  writesPerWindow: readCount,
  requestsPerWindow: readCount,
};

function readText({ text }: SettingText): string {
  return text;
}
