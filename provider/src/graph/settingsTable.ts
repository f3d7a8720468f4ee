import { readCount, readIds, readJustification, readSeconds, readSwitch } from "./settingText.js";
import { signInSettings, type SettingRow } from "./signIn/signInSettings.js";

/** Quotas as Graph documents them for Intune's app management, per application and tenant. */
export const settingsTable = {
  ...signInSettings,
  requestLog: {},
  approvalJustification: { read: readJustification },
  approvalsFile: {},
  adoptIds: { read: readIds, isEnvironmentOnly: true },
  connectTimeoutSeconds: { default: "10", read: readSeconds },
  answerTimeoutSeconds: { default: "60", read: readSeconds },
  retryBudgetSeconds: { default: "300", read: readSeconds },
  writesPerWindow: { default: "100", read: readCount },
  requestsPerWindow: { default: "1000", read: readCount },
  refreshFromList: { default: "true", read: readSwitch },
} as const satisfies Readonly<Record<string, SettingRow>>;

type Table = typeof settingsTable;

export type SettingName = keyof Table;

export type ConfigurableSetting = {
  [Name in SettingName]: Table[Name] extends { isEnvironmentOnly: true } ? never : Name;
}[SettingName];

export const settingNames = Object.keys(settingsTable) as SettingName[];

export const configurableSettings = settingNames.filter(
  (name): name is ConfigurableSetting => findRow(name).isEnvironmentOnly !== true,
);

/** As any row, since a single one's type lacks what it leaves out. */
export function findRow(name: SettingName): SettingRow {
  return settingsTable[name];
}

/** @throws SettingsError */
export function readSetting(name: SettingName, text: string, origin?: string) {
  const { read, default: example = "" } = findRow(name);
  const setting = origin === undefined ? `intune:${name}` : `intune:${name} from ${origin}`;
  return read === undefined ? text : read({ setting, text, example });
}

/** As `INTUNE_REQUEST_LOG`, unless the row names others. */
export function listVariables(name: SettingName): readonly string[] {
  const own = `INTUNE_${name.replaceAll(/[A-Z]/g, "_$&").toUpperCase()}`;
  return findRow(name).environment ?? [own];
}

type Value<Row> = Row extends { read: (...found: never) => infer Result } ? Result : string;
type SettingValues = { [Name in SettingName]: Value<Table[Name]> };
type WithDefault = {
  [Name in SettingName]: Table[Name] extends { default: string } ? Name : never;
}[SettingName];

export const configurationOrigin = "the stack's configuration";

export interface GraphSettings
  extends Pick<SettingValues, WithDefault>, Partial<Omit<SettingValues, WithDefault>> {
  /** A variable, or `configurationOrigin`; absent for a default. */
  origins: Readonly<Partial<Record<SettingName, string>>>;
}

/** As `intune:clientSecret from ARM_CLIENT_SECRET`; never the value. */
export function describeSetting({ origins }: GraphSettings, name: SettingName): string {
  return `intune:${name} ${origins[name] === undefined ? "by default" : `from ${origins[name]}`}`;
}

/** As `intune:tenantId (or ARM_TENANT_ID, AZURE_TENANT_ID)`. */
export function describeSources(name: SettingName): string {
  const variables = listVariables(name).join(", ");
  return findRow(name).isEnvironmentOnly ? variables : `intune:${name} (or ${variables})`;
}
