import { isGuid, normalizeGuid } from "../domain/values.js";
import { toReadable } from "../domain/readable.js";
import { ProcessFailure } from "./graphError.js";

/** `setting` as in "intune:useOidc from ARM_USE_OIDC"; `example` is valid. */
export interface SettingText {
  setting: string;
  text: string;
  example: string;
}

export class SettingsError extends ProcessFailure {
  override readonly name = "SettingsError";
  readonly summary = "the settings are wrong";
}

/** Node's timers take at most 2^31 ms. */
const mostSeconds = 24 * 60 * 60;

export function readSeconds({ setting, text, example }: SettingText): number {
  const seconds = /^\d*\.?\d+$/.test(text.trim()) ? Number(text) : 0;
  if (seconds > 0 && seconds <= mostSeconds) return seconds;
  throw new SettingsError(
    `${setting} must be a number of seconds above 0 and up to ${mostSeconds}, such as ${example} or 2.5.`,
  );
}

export function readCount({ setting, text, example }: SettingText): number {
  const count = /^\d+$/.test(text.trim()) ? Number(text) : 0;
  if (count > 0 && Number.isSafeInteger(count)) return count;
  throw new SettingsError(`${setting} must be a whole number above 0, such as ${example}.`);
}

/** Graph refuses longer ones. */
const longestJustification = 1_024;

export function readJustification({ setting, text }: SettingText): string {
  if (text.length <= longestJustification) return text;
  throw new SettingsError(
    `${setting} has ${text.length} characters, and Graph takes at most ${longestJustification}: shorten it.`,
  );
}

export function readIds({ text }: SettingText): Set<string> {
  const ids = text.split(/[\s,]+/).filter((id) => id !== "");
  const wrong = ids.find((id) => !isGuid(id));
  if (wrong === undefined) return new Set(ids.map(normalizeGuid));
  throw new SettingsError(
    `INTUNE_ADOPT_IDS takes GUIDs of configurations, not ${toReadable(JSON.stringify(wrong))}.`,
  );
}

export function readSwitch({ setting, text }: SettingText): boolean {
  const position = text.trim().toLowerCase();
  if (position === "true" || position === "1") return true;
  if (position === "false" || position === "0") return false;
  throw new SettingsError(`${setting} must be true or false (or 1 or 0).`);
}
