// @ts-nocheck
import { lookupImport, renderGroup, type NamedGroup } from "./renderGroups.js";

/** The object `groups` in the text of its module: what stands between its braces, and where that ends. */
export interface GroupsObject {
  body: string;
  end: number;
}

/** Undefined where there is none, or none that ends on a line of its own. */
export function findGroups(text: string): GroupsObject | undefined {
  const head = /^export const groups\b[^{\n]*\{/m.exec(text);
  if (head === null) return undefined;
  const start = head.index + head[0].length;
  const end = text.startsWith("}", start) ? start : text.indexOf("\n}", start);
  return end < 0 ? undefined : { body: text.slice(start, end), end };
}

/** `groups.ts` with more groups at the end of its object; undefined where that is not as it was generated. */
export function appendToGroups(text: string, groups: readonly NamedGroup[]): string | undefined {
  if (groups.length === 0) return text;
  const found = findGroups(text);
  if (found === undefined) return undefined;
  const comma = /^\s*$|,\s*(?:\/\/.*)?$/.test(found.body) ? "" : ",";
  const lines = groups.flatMap(renderGroup).join("\n");
  const rest = text.slice(found.end).replace(/^\n?/, "\n");
  const longer = `${text.slice(0, found.end)}${comma}\n${lines}${rest}`;
  const needsImport =
    groups.some(({ isLookedUp }) => isLookedUp) &&
    !/^import\s*\{[^}]*\bgetGroupOutput\b/m.test(text);
  return needsImport ? `${lookupImport}\n\n${longer}` : longer;
}
