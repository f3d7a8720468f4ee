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
export type { GraphSettings, SettingName } from "./settingsTable.js";

/** Where settings come from: the stack's configuration, by name without the namespace, and the environment. */
export interface SettingSources {
  config: (name: string) => string | undefined;
  environment: Readonly<Record<string, string | undefined>>;
}

/**
 * Configuration before environment before default. Empty texts are passed over.
 *
 * @throws SettingsError naming what is wrong, missing or contradictory; never its content.
 */
export function resolveSettings(sources: SettingSources): GraphSettings {
  const values: Partial<Record<SettingName, unknown>> = {};
  const origins: Partial<Record<SettingName, string>> = {};
  for (const name of settingNames) {
    const row = findRow(name);
    const found = findText(name, sources);
    // The table begins with the cloud, which some defaults depend on.
    const example = row.ofCloud?.(clouds[values.environment as CloudName]) ?? row.default;
    const text = found?.text ?? example;
    if (text === undefined) continue;
    values[name] = nameVariable(found?.origin, () =>
      (row.read ?? readText)({ name, text, example: example ?? "" }),
    );
    // The webhook of Workload ID gives every pod the authority of the cluster's cloud. A stack that names a cloud means its
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

function findText(
  name: SettingName,
  { config, environment }: SettingSources,
): { text: string; origin: string } | undefined {
  const row = findRow(name);
  const candidates = [
    { text: row.isEnvironmentOnly ? "" : config(name), origin: configurationOrigin },
    ...row.environment.map((variable) => ({ text: environment[variable], origin: variable })),
  ];
  return candidates
    .map(({ text = "", origin }) => ({ text, origin }))
    .find(({ text }) => text !== "");
}

/** An error names the key of the configuration; where the value is a variable's it names that too. */
function nameVariable<T>(origin: string | undefined, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof SettingsError) || origin === configurationOrigin) throw error;
    throw new SettingsError(`${error.message} It is set by ${origin ?? "default"}.`);
  }
}
