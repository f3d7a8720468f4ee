/** Where Graph is, and who signs in. */
export interface GraphSettings {
  /** Root of Graph, without a path: `https://graph.microsoft.com`. */
  graphEndpoint: string;
  /** Root of Entra's sign-in, without a path: `https://login.microsoftonline.com`. */
  authorityHost: string;
  tenantId?: string;
  clientId?: string;
  clientSecret?: string;
}

type SettingName = keyof GraphSettings;

/** Each setting's key in the stack's configuration is `intune:<name>`; then come these variables, the first that is set. */
const environmentNames: Readonly<Record<SettingName, readonly string[]>> = {
  graphEndpoint: ["INTUNE_GRAPH_ENDPOINT"],
  authorityHost: ["AZURE_AUTHORITY_HOST"],
  tenantId: ["ARM_TENANT_ID", "AZURE_TENANT_ID"],
  clientId: ["ARM_CLIENT_ID", "AZURE_CLIENT_ID"],
  clientSecret: ["ARM_CLIENT_SECRET", "AZURE_CLIENT_SECRET"],
};

export const publicAuthorityHost = "https://login.microsoftonline.com";

const defaults: Partial<Record<SettingName, string>> = {
  graphEndpoint: "https://graph.microsoft.com",
  authorityHost: publicAuthorityHost,
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
      return value === undefined ? [] : [[name, value]];
    }),
  ) as unknown as GraphSettings;
  return checkSettings({
    ...settings,
    graphEndpoint: readOrigin("graphEndpoint", settings.graphEndpoint),
    authorityHost: readOrigin("authorityHost", settings.authorityHost),
  });
}

/** Settings that no request can be made with. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
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

function readOrigin(name: SettingName, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBare = url?.pathname === "/" && url.search === "" && url.username === "";
  if (url === undefined || !isBare || !["https:", "http:"].includes(url.protocol)) {
    throw new SettingsError(
      `intune:${name} must be the root of a service, such as ${defaults[name] ?? ""}, without a path.`,
    );
  }
  const isLoopback = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  if (url.protocol === "http:" && !isLoopback) {
    throw new SettingsError(
      `intune:${name} must begin with https:// so that no token is sent in the clear.`,
    );
  }
  return url.origin;
}
