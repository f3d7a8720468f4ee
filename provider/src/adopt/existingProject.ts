import { findGroups } from "./groupsModule.js";
import { readChecksums, toPlainText, type Checksums } from "./moduleText.js";

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
  /** Undefined in a new project, and in one whose first run was broken off: it is written last. */
  index: string | undefined;
  groups: string | undefined;
}

/** The module of one configuration. */
export interface ExistingModule {
  path: string;
  text: string;
  /** Undefined where `adopt` has not written it, or it declares several. */
  checksums: Checksums | undefined;
  /** Of its resources. */
  name: string;
  payloadPath: string | undefined;
  isImported: boolean;
}

/** A text of its own: what merely mentions an id, such as a description, does not manage it. */
const quotedGuid = /(["'`])([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\1/gi;
const declaredId = /^\s*(?:adoptId|configurationId):\s*["'`]([0-9a-f-]{36})["'`]/gim;
const importedName = /(?:\bfrom|\bimport)\b[\s(]*["'`][^"'`\n]*\/([^"'`\n/]+?)(?:\.[jt]s)?["'`]/g;
const resourceName = /\bnew \w+\(\s*["'`]([^"'`\\\n]+)["'`]/g;
const profileName = /["'`/]profiles\/([^"'`/\\\n]+)\.(?:mobileprovision|xml)["'`]/gi;

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
  const body = findGroups(groups ?? "")?.body ?? "";
  const others = [...files].filter(([path]) => path !== "groups.ts");
  const lookUps = body.matchAll(/^ {2}(\w+): getGroupOutput\(\{\s*displayName:\s*(.+),\s*\}\)/gm);
  return {
    adoptedIds: new Set(
      others.flatMap(([, text]) =>
        [...text.matchAll(quotedGuid)].map(([, , id = ""]) => id.toLowerCase()),
      ),
    ),
    appNames: new Set(others.flatMap(listNames)),
    groupKeys: new Map(listConstants(body).map(({ id, key }) => [id, key])),
    lookedUpKeys: new Map([...lookUps].map(([, key = "", name = ""]) => [name, key])),
    takenKeys: new Set(findAll(body, /^\s*["']?(\w+)["']?\s*[:,]/gm)),
    modules: findModules(others),
    profiles,
    index: files.get("index.ts"),
    groups,
  };
}

/** What a pattern's first group is, wherever it fits. */
function findAll(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = ""]) => found);
}

/** A module may have been renamed, and its resources and its profile not. */
function listNames([path, text]: readonly [path: string, text: string]): string[] {
  const module = findAll(path, /^apps\/(?:.*\/)?([^/]+)\.ts$/g);
  const names = [...module, ...findAll(text, resourceName), ...findAll(text, profileName)];
  return names.map((name) => name.toLowerCase());
}

/** The groups by id in the body of `groups`, with the comment above each, as it was generated. */
function listConstants(body: string): { id: string; key: string; comment: string | undefined }[] {
  const pattern = /(?:^\s*\/\/ (.*)\n)?^\s*["']?(\w+)["']?:\s*["'`]([0-9a-f-]{36})["'`]/gim;
  return [...body.matchAll(pattern)].map(([, comment, key = "", id = ""]) => {
    return { id: id.toLowerCase(), key, comment };
  });
}

/** What groups are called by `groups.ts`: by the comment above each, or else by the key. */
export function readGroupNames(text: string): Map<string, string> {
  const constants = listConstants(findGroups(toPlainText(text))?.body ?? "");
  return new Map(constants.map(({ id, key, comment }) => [id, comment ?? key]));
}

/** The modules that declare configurations, by the configuration's id. */
function findModules(files: readonly [path: string, text: string][]): Map<string, ExistingModule> {
  const imported = new Set(files.flatMap(([, text]) => findAll(text, importedName)));
  const modules = new Map<string, ExistingModule>();
  for (const [path, text] of files) {
    const ids = new Set(findAll(text, declaredId).map((id) => id.toLowerCase()));
    const [name] = findAll(text, resourceName);
    const [payload] = text.match(profileName) ?? [];
    const [stem = ""] = findAll(path, /([^/]+)\.ts$/g);
    const module = {
      path,
      text,
      checksums: name === undefined || ids.size > 1 ? undefined : readChecksums(text),
      name: name ?? "",
      payloadPath: payload?.slice(1, -1),
      isImported: path === "index.ts" || imported.has(stem),
    };
    for (const id of ids) if (modules.get(id)?.checksums === undefined) modules.set(id, module);
  }
  return modules;
}
