import { toReadable } from "../domain/readable.js";

/** A name of the tenant's, on one line. */
export function showName(name: string): string {
  const shown = toReadable(name.trim());
  return shown === "" ? "(no name)" : shown;
}
