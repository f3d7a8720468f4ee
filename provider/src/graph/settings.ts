import { clouds, isKnownAuthority, type CloudName } from "./clouds.js";
import { readText, SettingsError } from "./readSetting.js";
import {
  configurationOrigin,
  findRow,
  listVariables,
  settingNames,
  type GraphSettings,
  type SettingName,
} from "./settingsTable.js";
import { checkSettings } from "./signIn/checkSettings.js";

export { SettingsError } from "./readSetting.js";
export type { GraphSettings } from "./settingsTable.js";

export interface SettingSources {
  config: (name: string) => string | undefined;
  environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Configuration before environment before default; empty texts do not count.
 * @throws SettingsError, which never quotes a value.
 */
export function resolveSettings({ config, environment }: SettingSources): GraphSettings {
  // Ignored, it would let another identity sign in.
  if (config("managedIdentityClientId") || environment["INTUNE_MANAGED_IDENTITY_CLIENT_ID"])
    throw new SettingsError(
      "There is no intune:managedIdentityClientId (INTUNE_MANAGED_IDENTITY_CLIENT_ID) any more: remove it, and set " +
        "intune:clientId to the client id of the managed identity.",
    );
  const values: Partial<Record<SettingName, unknown>> = {};
  const origins: Partial<Record<SettingName, string>> = {};
  for (const name of settingNames) {
    const { read = readText, isEnvironmentOnly, default: fallback } = findRow(name);
    // First in the table: some defaults depend on it.
    const cloud = clouds[(values.environment ?? "public") as CloudName];
    const isOfCloud = name === "graphEndpoint" || name === "authorityHost";
    const example = isOfCloud ? cloud[name] : fallback;
    const [origin, text = example] =
      [
        [configurationOrigin, isEnvironmentOnly ? "" : config(name)] as const,
        ...listVariables(name).map((variable) => [variable, environment[variable]] as const),
      ].find(([, found = ""]) => found !== "") ?? [];
    if (text === undefined) continue;
    try {
      values[name] = read({ name, text, example: example ?? "" });
    } catch (error) {
      const isVariable = origin !== undefined && origin !== configurationOrigin;
      if (!(error instanceof SettingsError && isVariable)) throw error;
      throw new SettingsError(`${error.message} It is set by ${origin}.`);
    }
    // Workload ID's webhook sets it in every pod, by the cluster's cloud; the stack's cloud is the tenant's.
    const isInjected =
      origin === "AZURE_AUTHORITY_HOST" &&
      origins.environment === configurationOrigin &&
      isKnownAuthority(String(values[name]));
    if (isInjected) values[name] = example;
    else if (origin !== undefined) origins[name] = origin;
  }
  return checkSettings({ ...values, origins } as GraphSettings);
}
