import { findNearest } from "../domain/alikeNames.js";
import { isGiven, type Problem } from "../domain/problem.js";
import { isUnknown, type Values } from "../domain/values.js";
import { clouds, isKnownAuthority, type CloudName } from "./clouds.js";
import { SettingsError } from "./settingText.js";
import {
  configurableSettings,
  configurationOrigin,
  describeSources,
  findRow,
  listVariables,
  readSetting,
  settingNames,
  type GraphSettings,
  type SettingName,
} from "./settingsTable.js";
import { checkSettings } from "./signIn/chooseCredential.js";

export interface SettingSources {
  /** By names without `intune:`. */
  config: Values;
  environment: Readonly<Record<string, string | undefined>>;
}

/** @param config The stack's whole configuration. */
export function pickSettings(config: Values): Values {
  const own = Object.entries(config).filter(([key]) => key.startsWith("intune:"));
  return Object.fromEntries(own.map(([key, value]) => [key.slice("intune:".length), value]));
}

/** Ignored, a mistyped name would turn a guard off or let another identity sign in. @throws SettingsError */
export function requireSettings({ config, environment }: SettingSources): void {
  const reasons = findSettingProblems(config, true).map(({ reason }) => reason);
  const own = settingNames.flatMap(listVariables).filter((name) => name.startsWith("INTUNE_"));
  for (const [name, text] of Object.entries(environment)) {
    if (!name.startsWith("INTUNE_") || !text || own.includes(name)) continue;
    const meant = findNearest(name, own);
    if (meant) reasons.push(`${name} is no variable of the provider: set ${meant}.`);
  }
  if (reasons.length > 0) throw new SettingsError(reasons.join("\n"));
}

/**
 * Configuration before environment before default; empty texts do not count.
 * @throws SettingsError, which never quotes a value.
 */
export function resolveSettings({ config, environment }: SettingSources): GraphSettings {
  requireSettings({ config, environment });
  const values: Partial<Record<SettingName, unknown>> = {};
  const origins: Partial<Record<SettingName, string>> = {};
  for (const name of settingNames) {
    const { isEnvironmentOnly, default: fallback } = findRow(name);
    // First in the table: some defaults depend on it.
    const cloud = clouds[(values.environment ?? "public") as CloudName];
    const isOfCloud = name === "graphEndpoint" || name === "authorityHost";
    const preset = isOfCloud ? cloud[name] : fallback;
    const sources = [
      [configurationOrigin, isEnvironmentOnly ? "" : readSettingText(config[name])] as const,
      ...listVariables(name).map((variable) => [variable, environment[variable]] as const),
    ];
    const [origin, text = preset] = sources.find(([, given = ""]) => given !== "") ?? [];
    if (text === undefined) continue;
    values[name] = readSetting(name, text, origin);
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
export function findSettingProblems(values: Values, isDefault: boolean) {
  return Object.entries(values).flatMap(([path, value]): Problem[] => {
    if (!isGiven(value) || isUnknown(value) || path === "version") return [];
    const name = configurableSettings.find((each) => each === path);
    if (name === undefined) {
      const meant = findNearest(path, settingNames);
      if (meant === undefined && isDefault) return [];
      const advice = meant ? `set ${describeSources(meant)}` : "docs/settings.md lists them";
      return [{ path, reason: `intune:${path} is no setting of the provider: ${advice}.` }];
    }
    const text = readSettingText(value);
    if (text === undefined)
      return [{ path, reason: `intune:${path} must be a text, a number, or true or false.` }];
    try {
      if (text !== "") readSetting(name, text);
      return [];
    } catch (error) {
      if (error instanceof SettingsError) return [{ path, reason: error.message }];
      throw error;
    }
  });
}
