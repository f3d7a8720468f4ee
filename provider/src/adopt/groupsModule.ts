import { writeCode, writeComment, writeImport, writeString } from "./writeCode.js";

/** A group as the program will speak of it. */
export interface NamedGroup {
  id: string;
  /** Undefined where the group no longer exists, empty where the name is not readable. */
  displayName: string | undefined;
  /** As in `fieldTechnicians`. */
  key: string;
  /** Found by its display name at every run, not by its id. */
  isLookedUp: boolean;
}

/** The module that names the groups: `groups.fieldTechnicians` is the id of one. */
export function renderGroups(groups: readonly NamedGroup[]): string {
  const empty =
    "/** Object ids of the Entra groups that are assigned. */\nexport const groups = {};\n";
  return appendToGroups(empty, groups) ?? empty;
}

/** The lines of one group: its display name as a comment, and its id. */
function renderGroup({ id, displayName, key, isLookedUp }: NamedGroup): string[] {
  if (isLookedUp && displayName !== undefined) {
    const properties = { displayName: writeString(displayName) };
    return writeCode(`  ${key}: `, { call: "getGroupOutput", args: [{ properties }] }, ".id,");
  }
  const name = displayName === "" ? "name not readable" : (displayName ?? "no longer exists");
  return [`  ${writeComment(name)}`, ...writeCode(`  ${key}: `, writeString(id), ",")];
}

/** The object `groups` in the text of its module: what stands between its braces, and where that ends. */
interface GroupsObject {
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
  const [lookUp = ""] = writeImport(["getGroupOutput"], "pulumi-intune-provisioning");
  return needsImport ? `${lookUp}\n\n${longer}` : longer;
}
