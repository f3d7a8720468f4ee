// @ts-nocheck
import { compareText } from "../domain/compareText.js";

const collator = new Intl.Collator("en", { numeric: true });

/** Orders as people do, numbers by their value; equal names by id. What has no name stands last. */
export function compareNames(
  a: { id: string; displayName: string | null },
  b: { id: string; displayName: string | null },
): number {
  if (a.displayName === null || b.displayName === null) {
    return (
      Number(a.displayName === null) - Number(b.displayName === null) || compareText(a.id, b.id)
    );
  }
  return collator.compare(a.displayName, b.displayName) || compareText(a.id, b.id);
}
