import type { Problem } from "../domain/problem.js";
import { isUnknown } from "../domain/values.js";
import { readText, SettingsError } from "./readSetting.js";
import { configurableSettings, findRow } from "./settingsTable.js";

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
    if (text === "") return [];
    const { read = readText, default: example = "" } = findRow(name);
    try {
      read({ name, text, example });
      return [];
    } catch (error) {
      if (error instanceof SettingsError) return [{ path, reason: error.message }];
      throw error;
    }
  });
}
