// @ts-nocheck
import { clouds, type Cloud } from "./clouds.js";
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

/** A text, and where it came from; from nowhere where it is a default. */
interface Found {
  text: string;
  origin?: string;
}

type Value = string | number | boolean;

/**
 * Resolves the settings: configuration before environment before default. Empty texts are passed over.
 *
 * @throws SettingsError naming the settings that are wrong, missing or contradictory; never their content.
 */
export function resolveSettings(sources: SettingSources): GraphSettings {
  const found = new Map<SettingName, Found>();
  for (const name of settingNames) {
    const first = findText(name, sources);
    if (first !== undefined) found.set(name, first);
  }
  // The cloud comes first: some defaults are its.
  const environment = readFound("environment", found.get("environment"));
  const cloud = clouds[environment as GraphSettings["environment"]];
  const values = settingNames.flatMap((name): [SettingName, Value][] => {
    const value = readFound(name, found.get(name), cloud);
    return value === undefined ? [] : [[name, value]];
  });
  const origins = [...found].map(([name, { origin }]) => [name, origin] as const);
  return checkSettings({
    ...Object.fromEntries(values),
    origins: Object.fromEntries(origins),
  } as unknown as GraphSettings);
}

function findText(name: SettingName, { config, environment }: SettingSources): Found | undefined {
  const row = findRow(name);
  const candidates = [
    {
      text: row.isEnvironmentOnly === true ? undefined : config(name),
      origin: configurationOrigin,
    },
    ...row.environment.map((variable) => ({ text: environment[variable], origin: variable })),
  ];
  for (const { text, origin } of candidates) {
    if (text !== undefined && text !== "") return { text, origin };
  }
  return undefined;
}

function readFound(name: SettingName, found?: Found, cloud?: Cloud): Value | undefined {
  const row = findRow(name);
  const fallback = cloud === undefined ? row.default : (row.ofCloud?.(cloud) ?? row.default);
  const text = found?.text ?? fallback;
  if (text === undefined) return undefined;
  try {
    return (row.read ?? readText)({ name, text, example: fallback ?? "" });
  } catch (error) {
    if (!(error instanceof SettingsError) || found?.origin === configurationOrigin) throw error;
    throw new SettingsError(`${error.message} It is set by ${found?.origin ?? "default"}.`);
  }
}
