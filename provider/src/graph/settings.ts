import { clouds, isKnownAuthority, type CloudName } from "./clouds.js";
import { readText, SettingsError } from "./readSetting.js";
import {
  configurationOrigin,
  findRow,
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
export function resolveSettings(sources: SettingSources): GraphSettings {
  const values: Partial<Record<SettingName, unknown>> = {};
  const origins: Partial<Record<SettingName, string>> = {};
  for (const name of settingNames) {
    const row = findRow(name);
    const found = findText(name, sources);
    // The cloud comes first in the table: some defaults depend on it.
    const example = row.ofCloud?.(clouds[values.environment as CloudName]) ?? row.default;
    const text = found?.text ?? example;
    if (text === undefined) continue;
    values[name] = nameVariable(found?.origin, () =>
      (row.read ?? readText)({ name, text, example: example ?? "" }),
    );
    // Workload ID's webhook gives every pod the authority of the cluster's cloud; a stack that names a cloud means the
    // tenant's.
    const isInjected =
      found?.origin === "AZURE_AUTHORITY_HOST" &&
      origins.environment === configurationOrigin &&
      isKnownAuthority(String(values[name]));
    if (isInjected) values[name] = example;
    else if (found !== undefined) origins[name] = found.origin;
  }
  return checkSettings({ ...values, origins } as GraphSettings);
}

function findText(name: SettingName, { config, environment }: SettingSources) {
  const row = findRow(name);
  const candidates = [
    { text: row.isEnvironmentOnly ? "" : config(name), origin: configurationOrigin },
    ...row.environment.map((variable) => ({ text: environment[variable], origin: variable })),
  ];
  return candidates
    .map(({ text = "", origin }) => ({ text, origin }))
    .find(({ text }) => text !== "");
}

function nameVariable<T>(origin: string | undefined, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SettingsError) || origin === configurationOrigin) throw error;
    throw new SettingsError(`${error.message} It is set by ${origin ?? "default"}.`);
  }
}
