import type { Problem } from "../domain/problem.js";
import { isUnknown } from "../domain/values.js";
import { clouds, isKnownAuthority, type CloudName } from "./clouds.js";
import { SettingsError } from "./readSetting.js";
import {
  configurableSettings,
  configurationOrigin,
  findRow,
  listVariables,
  readSetting,
  settingNames,
  type GraphSettings,
  type SettingName,
} from "./settingsTable.js";
import { checkSettings } from "./signIn/chooseCredential.js";

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
    const { isEnvironmentOnly, default: fallback } = findRow(name);
    // First in the table: some defaults depend on it.
    const cloud = clouds[(values.environment ?? "public") as CloudName];
    const isOfCloud = name === "graphEndpoint" || name === "authorityHost";
    const preset = isOfCloud ? cloud[name] : fallback;
    const [origin, text = preset] =
      [
        [configurationOrigin, isEnvironmentOnly ? "" : config(name)] as const,
        ...listVariables(name).map((variable) => [variable, environment[variable]] as const),
      ].find(([, found = ""]) => found !== "") ?? [];
    if (text === undefined) continue;
    try {
      values[name] = readSetting(name, text, preset);
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
    if (isInjected) values[name] = preset;
    else if (origin !== undefined) origins[name] = origin;
  }
  return checkSettings({ ...values, origins } as GraphSettings);
}

/** SDKs send switches and numbers, or their JSON. */
export function readSettingText(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  return typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;
}

/** @param isDefault has the stack's configuration, where a program may keep its own values. */
export function findSettingProblems(values: Readonly<Record<string, unknown>>, isDefault: boolean) {
  return Object.entries(values).flatMap(([path, value]): Problem[] => {
    if (value === null || isUnknown(value) || path === "version") return [];
    const name = configurableSettings.find((each) => each === path);
    if (name === undefined) {
      const reason = "is no setting of the provider; docs/settings.md lists them. Remove it";
      return isDefault ? [] : [{ path, reason }];
    }
    const text = readSettingText(value);
    if (text === undefined) return [{ path, reason: "must be a text, a number, or true or false" }];
    try {
      if (text !== "") readSetting(name, text);
      return [];
    } catch (error) {
      if (error instanceof SettingsError) return [{ path, reason: error.message }];
      throw error;
    }
  });
}
