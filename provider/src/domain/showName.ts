import { toReadable } from "./readable.js";

/** A name of the tenant's: white space of any kind and length is one space. */
export function showName(name: string): string {
  const shown = toReadable(name.replaceAll(/\s+/gu, " ").trim());
  return shown === "" ? "(no name)" : shown;
}
