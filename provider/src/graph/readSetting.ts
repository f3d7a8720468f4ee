/** A setting as it was found, and one that would do. */
export interface SettingText {
  /** Without the namespace. */
  name: string;
  text: string;
  example: string;
}

/** Settings that no request can be made with. */
export class SettingsError extends Error {
  override readonly name = "SettingsError";
}

/** A timer of Node's takes no more than 2^31 milliseconds, 24 days. */
const mostSeconds = 24 * 60 * 60;

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
  const isLoopback = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
  if (url.protocol === "http:" && !isLoopback) {
    throw new SettingsError(
      `intune:${name} must begin with https:// so that no token is sent in the clear.`,
    );
  }
  return url.origin;
}
