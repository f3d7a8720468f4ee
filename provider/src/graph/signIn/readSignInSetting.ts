import { isGuid } from "../../domain/values.js";
import { cloudNames, type CloudName } from "../clouds.js";
import { SettingsError, type SettingText } from "../readSetting.js";

export function readOrigin({ name, text, example }: SettingText): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBare = url?.pathname === "/" && url.search === "" && url.username === "";
  if (!isBare || !["https:", "http:"].includes(url.protocol))
    throw new SettingsError(
      `intune:${name} must be the root of a service, such as ${example}, without a path.`,
    );
  requireSafeTransport(name, url);
  return url.origin;
}

/** Never quoted: it may carry a secret. */
export function readAddress({ name, text }: SettingText): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["https:", "http:"].includes(url.protocol))
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
