import { showText } from "../domain/showText.js";

/** A name that came from the tenant, as a person may read it. */
export function showName(name: string): string {
  const shown = showText(name);
  return shown === "" ? "(no name)" : shown;
}
