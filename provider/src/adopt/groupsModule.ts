import { writeCode, writeComment, writeImport, writeString } from "./writeCode.js";

export interface NamedGroup {
  id: string;
  /** Undefined: deleted. Empty: not readable. */
  displayName: string | undefined;
  /** As in `fieldTechnicians`. */
  key: string;
  /** By display name at every run. */
  isLookedUp: boolean;
}

export function renderGroups(groups: readonly NamedGroup[]): string {
  const empty =
    "/** Object ids of the Entra groups that are assigned. */\nexport const groups = {};\n";
  return appendToGroups(empty, groups) ?? empty;
}

function renderGroup({ id, displayName, key, isLookedUp }: NamedGroup): string[] {
  if (isLookedUp && displayName !== undefined) {
    const properties = { displayName: writeString(displayName) };
    return writeCode(`  ${key}: `, { call: "getGroupOutput", args: [{ properties }] }, ".id,");
  }
  const name = displayName === "" ? "name not readable" : (displayName ?? "no longer exists");
  return [`  ${writeComment(name)}`, ...writeCode(`  ${key}: `, writeString(id), ",")];
}

/** What stands between the braces, and where it ends. */
interface GroupsObject {
  body: string;
  end: number;
}

/** Undefined where none ends on a line of its own. */
export function findGroups(text: string): GroupsObject | undefined {
  const head = /^export const groups\b[^{\n]*\{/m.exec(text);
  if (head === null) return undefined;
  const start = head.index + head[0].length;
  const end = text.startsWith("}", start) ? start : text.indexOf("\n}", start);
  return end < 0 ? undefined : { body: text.slice(start, end), end };
}

/** Undefined where `groups` is not as generated. */
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
