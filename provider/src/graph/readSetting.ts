import { isGuid } from "../domain/guid.js";
import { cloudNames, type CloudName } from "./clouds.js";
import { ProcessFailure } from "./processFailure.js";

/** A setting as it was found: its name without the namespace, and a text that would do. */
export interface SettingText {
  name: string;
  text: string;
  example: string;
}

export class SettingsError extends ProcessFailure {
  override readonly name = "SettingsError";
  readonly summary = "the settings are wrong";
}

/** A timer of Node's takes no more than 2^31 milliseconds, 24 days. */
const mostSeconds = 24 * 60 * 60;

export function readText({ text }: SettingText): string {
  return text;
}

export function readSeconds({ name, text, example }: SettingText): number {
  const seconds = /^\d*\.?\d+$/.test(text.trim()) ? Number(text) : 0;
  if (seconds > 0 && seconds <= mostSeconds) return seconds;
  throw new SettingsError(
    `intune:${name} must be a number of seconds above 0 and up to ${mostSeconds}, such as ${example} or 2.5.`,
  );
}

export function readCount({ name, text, example }: SettingText): number {
  const count = /^\d+$/.test(text.trim()) ? Number(text) : 0;
  if (count > 0 && Number.isSafeInteger(count)) return count;
  throw new SettingsError(`intune:${name} must be a whole number above 0, such as ${example}.`);
}

export function readOrigin({ name, text, example }: SettingText): string {
  const url = URL.parse(text);
  const isBare = url?.pathname === "/" && url.search === "" && url.username === "";
  if (!isBare || !["https:", "http:"].includes(url.protocol))
    throw new SettingsError(
      `intune:${name} must be the root of a service, such as ${example}, without a path.`,
    );
  requireSafeTransport(name, url);
  return url.origin;
}

/** A whole address; its content is not repeated, for it may carry a secret. */
export function readAddress({ name, text }: SettingText): string {
  const url = URL.parse(text);
  if (url === null || !["https:", "http:"].includes(url.protocol))
    throw new SettingsError(`intune:${name} must be an address that begins with https://.`);
  requireSafeTransport(name, url);
  return text;
}

export function isLoopback({ hostname }: URL): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}

function requireSafeTransport(name: string, url: URL): void {
  if (url.protocol === "https:" || isLoopback(url)) return;
  throw new SettingsError(
    `intune:${name} must begin with https:// so that no token is sent in the clear.`,
  );
}

export function readSwitch({ name, text }: SettingText): boolean {
  const position = text.trim().toLowerCase();
  if (position === "true" || position === "1") return true;
  if (position === "false" || position === "0") return false;
  throw new SettingsError(`intune:${name} must be true or false (or 1 or 0).`);
}

export function readCloudName({ name, text }: SettingText): CloudName {
  const cloud = cloudNames.get(text.trim().toLowerCase());
  if (cloud !== undefined) return cloud;
  throw new SettingsError(`intune:${name} must be one of ${[...cloudNames.keys()].join(", ")}.`);
}

export function readGuid({ name, text }: SettingText): string {
  const guid = text.trim().toLowerCase();
  if (isGuid(guid)) return guid;
  throw new SettingsError(
    `intune:${name} must be a GUID, such as 7f1c2b3a-0d4e-4f5a-8b6c-9d0e1f2a3b4c.`,
  );
}
