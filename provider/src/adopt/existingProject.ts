import { findModules, type ExistingModule } from "./existingModules.js";
import { findGroups } from "./groupsModule.js";
import { toPlainText } from "./plainText.js";
import { renderIndex } from "./renderProjectFiles.js";

/** What a project has already, as far as adopting more into it must know. */
export interface ExistingProject {
  /** The configurations that its program speaks of, by id. */
  adoptedIds: ReadonlySet<string>;
  /** Names that its modules, its resources and its profiles have, in lower case. */
  appNames: ReadonlySet<string>;
  /** Keys of `groups`, by the group's id. */
  groupKeys: ReadonlyMap<string, string>;
  /** Keys of the groups that are looked up, by display name. */
  lookedUpKeys: ReadonlyMap<string, string>;
  /** All keys of `groups`. */
  takenKeys: ReadonlySet<string>;
  /** By the id of the configuration that each declares. */
  modules: ReadonlyMap<string, ExistingModule>;
  profiles: ReadonlyMap<string, Uint8Array>;
  /** Undefined in a project whose first run was broken off: it is written last. */
  index: string | undefined;
  groups: string | undefined;
}

/** A text of its own: what merely mentions an id, such as a description, does not manage it. */
const quotedGuid = /(["'`])([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\1/gi;

/** Reads a project's program. @param all the texts of its TypeScript modules, and its profiles, by path in the project. */
export function readExistingProject(
  all: ReadonlyMap<string, string | Uint8Array>,
): ExistingProject {
  const files = new Map<string, string>();
  const profiles = new Map<string, Uint8Array>();
  for (const [path, content] of all) {
    if (typeof content === "string") files.set(path, toPlainText(content));
    else profiles.set(path, content);
  }
  const groups = files.get("groups.ts");
  const others = [...files].filter(([path]) => path !== "groups.ts");
  const ids = others.flatMap(([, text]) => [...text.matchAll(quotedGuid)].map(([, , id]) => id));
  return {
    adoptedIds: new Set(ids.map((id = "") => id.toLowerCase())),
    appNames: new Set(others.flatMap(listNames)),
    ...readGroups(groups ?? ""),
    modules: findModules(new Map(others)),
    profiles,
    index: files.get("index.ts"),
    groups,
  };
}

/** A module may have been renamed, and its resources and its profile not. */
function listNames([path, text]: [path: string, text: string]): string[] {
  const module = /^apps\/(?:.*\/)?([^/]+)\.ts$/.exec(path);
  const resources = [...text.matchAll(/\bnew \w+\(\s*["'`]([^"'`\n]+)["'`]/g)];
  const profiles = [...text.matchAll(/["'`/]profiles\/([^"'`/]+)\.(?:mobileprovision|xml)["'`]/gi)];
  const found = [...(module === null ? [] : [module]), ...resources, ...profiles];
  return found.map(([, name = ""]) => name.toLowerCase());
}

function readGroups(
  text: string,
): Pick<ExistingProject, "groupKeys" | "lookedUpKeys" | "takenKeys"> {
  const { body } = findGroups(text) ?? { body: "" };
  const constants = body.matchAll(/^\s*(\w+):\s*["'`]([0-9a-f-]{36})["'`]/gim);
  const lookUps = body.matchAll(/^ {2}(\w+): getGroupOutput\(\{\s*displayName:\s*(.+),\s*\}\)/gm);
  const keys = body.matchAll(/^\s*["']?(\w+)["']?\s*[:,]/gm);
  return {
    groupKeys: new Map([...constants].map(([, key = "", id = ""]) => [id.toLowerCase(), key])),
    lookedUpKeys: new Map([...lookUps].map(([, key = "", name = ""]) => [name, key])),
    takenKeys: new Set([...keys].map(([, key = ""]) => key)),
  };
}

/** What groups are called by `groups.ts`: by the comment above each, as it was generated, or else by the key. */
export function readGroupNames(text: string): Map<string, string> {
  const { body } = findGroups(toPlainText(text)) ?? { body: "" };
  const constants = body.matchAll(
    /(?:^\s*\/\/ (.*)\n)?^\s*["']?(\w+)["']?:\s*["'`]([0-9a-f-]{36})["'`]/gim,
  );
  return new Map(
    [...constants].map(([, comment, key = "", id = ""]) => [id.toLowerCase(), comment ?? key]),
  );
}

/** The index with more modules at its end; those that it has already stay where they are. @param paths of the modules. */
export function appendToIndex(index: string, paths: readonly string[]): string {
  const specifiers = paths.map((path) => `./${path.replace(/\.ts$/, "")}`);
  const missing = specifiers.filter(
    (path) => ![`"${path}"`, `'${path}'`].some((quoted) => index.includes(quoted)),
  );
  if (missing.length === 0) return index;
  return `${index === "" || index.endsWith("\n") ? index : `${index}\n`}${renderIndex(missing)}`;
}
