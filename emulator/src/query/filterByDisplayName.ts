import { refuseUnsupported } from "../graphFailure.js";
import { readComparison } from "./readComparison.js";

/** Case does not matter (directory: documented; Intune: our guess). */
export function filterByDisplayName<Item extends { readonly displayName: string }>(
  items: readonly Item[],
  filter: string | undefined,
): readonly Item[] {
  if (filter === undefined) return items;
  const { test, values } = readComparison(filter);
  const wanted = values[0]?.toLowerCase();
  if (test !== "displayName eq" || wanted === undefined)
    throw refuseUnsupported(`$filter=${filter}`);
  return items.filter(({ displayName }) => displayName.toLowerCase() === wanted);
}
