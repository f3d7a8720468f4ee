import { lookupImport, renderGroup, type NamedGroup } from "./renderGroups.js";
import { renderIndex } from "./renderProjectFiles.js";

/** What a project has already, as far as adopting more into it must know. */
export interface ExistingProject {
  /** The configurations that its program speaks of, by id. */
  adoptedIds: ReadonlySet<string>;
  /** Names of the modules in `apps/`, which are those of its resources. */
  appNames: ReadonlySet<string>;
  /** Keys of `groups`, by the group's id. */
  groupKeys: ReadonlyMap<string, string>;
  /** Keys of the groups that are looked up, by display name. */
  lookedUpKeys: ReadonlyMap<string, string>;
  index: string;
  groups: string | undefined;
}

const guid = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi;

/** Reads a project's program. @param files the texts of its TypeScript modules, by path in the project. */
export function readExistingProject(files: ReadonlyMap<string, string>): ExistingProject {
  const apps = [...files].filter(([path]) => path.startsWith("apps/"));
  const groups = files.get("groups.ts");
  const others = [...files].filter(([path]) => path !== "groups.ts").map(([, text]) => text);
  return {
    adoptedIds: new Set(
      others.flatMap((text) => text.match(guid) ?? []).map((id) => id.toLowerCase()),
    ),
    appNames: new Set(apps.map(([path]) => path.slice("apps/".length).replace(/\.ts$/, ""))),
    groupKeys: new Map(
      [...(groups ?? "").matchAll(/^ {2}(\w+):\s*"([0-9a-f-]{36})",$/gm)].map(
        ([, key = "", id = ""]) => [id, key],
      ),
    ),
    lookedUpKeys: new Map(
      [
        ...(groups ?? "").matchAll(
          /^ {2}(\w+): getGroupOutput\(\{\s*displayName:\s*(.+),\s*\}\)/gm,
        ),
      ].map(([, key = "", text = ""]) => [text, key]),
    ),
    index: files.get("index.ts") ?? "",
    groups,
  };
}

/** The index with more modules at its end. */
export function appendToIndex(index: string, names: readonly string[]): string {
  return `${index === "" || index.endsWith("\n") ? index : `${index}\n`}${renderIndex(names)}`;
}

/** `groups.ts` with more groups at its end; undefined where it is not as it was generated. */
export function appendToGroups(text: string, groups: readonly NamedGroup[]): string | undefined {
  if (groups.length === 0) return text;
  const lines = groups.flatMap(renderGroup).join("\n");
  const longer = text
    .replace(/(?<=^export const groups = \{)\};\n*$/m, "\n};\n")
    .replace(/\n\};\n*$/, `\n${lines}\n};\n`);
  if (!longer.includes(lines)) return undefined;
  const needsImport = groups.some(({ isLookedUp }) => isLookedUp) && !text.includes(lookupImport);
  return needsImport ? `${lookupImport}\n\n${longer}` : longer;
}
