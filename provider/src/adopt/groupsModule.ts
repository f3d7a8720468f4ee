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

const emptyModule =
  "/** Object ids of the Entra groups that are assigned. */\nexport const groups = {};\n";

/** @throws Error where `groups` in `text` is not as generated. */
export function renderGroups(groups: readonly NamedGroup[], text = emptyModule): string {
  if (groups.length === 0) return text;
  const found = findGroups(text);
  if (found === undefined)
    throw new Error(
      "groups.ts does not have the object `groups` as it was generated: no group can be added to it.",
    );
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

function renderGroup({ id, displayName, key, isLookedUp }: NamedGroup): string[] {
  if (isLookedUp && displayName !== undefined) {
    const options = { properties: { displayName: writeString(displayName) } };
    return writeCode(`  ${key}: `, { call: "getGroupOutput", args: [], options }, ".id,");
  }
  const name = displayName === "" ? "name not readable" : (displayName ?? "no longer exists");
  return [`  ${writeComment(name)}`, ...writeCode(`  ${key}: `, writeString(id), ",")];
}

/** What stands between the braces, and where it ends. Undefined where none ends on a line of its own. */
export function findGroups(text: string): { body: string; end: number } | undefined {
  const head = /^export const groups\b[^{\n]*\{/m.exec(text);
  if (head === null) return undefined;
  const start = head.index + head[0].length;
  const end = text.startsWith("}", start) ? start : text.indexOf("\n}", start);
  return end < 0 ? undefined : { body: text.slice(start, end), end };
}
