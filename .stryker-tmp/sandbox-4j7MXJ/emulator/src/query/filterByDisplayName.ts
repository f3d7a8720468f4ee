// @ts-nocheck
import { refuseUnsupported } from "../graphFailure.js";

const equality = /^\s*displayName\s+eq\s+'(?<literal>(?:[^']|'')*)'\s*$/u;

/** The items that `$filter=displayName eq '…'` keeps. Case does not matter in it (directory: documented; Intune: our guess). */
export function filterByDisplayName<Item extends { readonly displayName: string }>(
  items: readonly Item[],
  filter: string | undefined,
): readonly Item[] {
  if (filter === undefined) return items;
  const literal = equality.exec(filter)?.groups?.["literal"];
  if (literal === undefined) throw refuseUnsupported(`$filter=${filter}`);
  const wanted = literal.replaceAll("''", "'").toLowerCase();
  return items.filter(({ displayName }) => displayName.toLowerCase() === wanted);
}
