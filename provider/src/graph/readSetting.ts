import { isGuid } from "../domain/guid.js";
import { cloudNames, findCloudName, type CloudName } from "./clouds.js";
import { ProcessFailure } from "./processFailure.js";

/** A setting as it was found, and one that would do. */
export interface SettingText {
  /** Without the namespace. */
  name: string;
  text: string;
  example: string;
}

/** Settings that no request can be made with. */
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
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBare = url?.pathname === "/" && url.search === "" && url.username === "";
  if (url === undefined || !isBare || !["https:", "http:"].includes(url.protocol)) {
    throw new SettingsError(
      `intune:${name} must be the root of a service, such as ${example}, without a path.`,
    );
  }
  requireSafeTransport(name, url);
  return url.origin;
}

/** A whole address; its content is not repeated, for it may carry a secret. */
export function readAddress({ name, text }: SettingText): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["https:", "http:"].includes(url.protocol)) {
    throw new SettingsError(`intune:${name} must be an address that begins with https://.`);
  }
  requireSafeTransport(name, url);
  return text;
}

/** Whether a host is this machine. */
export function isLoopback({ hostname }: URL): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(hostname);
}

function requireSafeTransport(name: string, url: URL): void {
  if (url.protocol === "https:" || isLoopback(url)) return;
  throw new SettingsError(
    `intune:${name} must begin with https:// so that no token is sent in the clear.`,
  );
}

const switchPositions: ReadonlyMap<string, boolean> = new Map([
  ["true", true],
  ["1", true],
  ["false", false],
  ["0", false],
]);

export function readSwitch({ name, text }: SettingText): boolean {
  const position = switchPositions.get(text.trim().toLowerCase());
  if (position !== undefined) return position;
  throw new SettingsError(`intune:${name} must be true or false (or 1 or 0).`);
}

export function readCloudName({ name, text }: SettingText): CloudName {
  const cloud = findCloudName(text);
  if (cloud !== undefined) return cloud;
  throw new SettingsError(`intune:${name} must be one of ${cloudNames.join(", ")}.`);
}

export function readGuid({ name, text }: SettingText): string {
  const guid = text.trim().toLowerCase();
  if (isGuid(guid)) return guid;
  throw new SettingsError(
    `intune:${name} must be a GUID, such as 7f1c2b3a-0d4e-4f5a-8b6c-9d0e1f2a3b4c.`,
  );
}
