import { toReadable } from "./readable.js";

/** White space of any kind and length becomes one space. */
export function showName(name: string): string {
  const shown = toReadable(name.replaceAll(/\s+/gu, " ").trim());
  return shown === "" ? "(no name)" : shown;
}
