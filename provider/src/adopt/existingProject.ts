import { createHash } from "node:crypto";
import { posix } from "node:path";
import { findGroups } from "./groupsModule.js";

/** By path with forward slashes: texts of modules, bytes of profiles; of other files the path alone. */
export type SourceFiles = ReadonlyMap<string, string | Uint8Array | undefined>;

export type ExistingProject = ReturnType<typeof readExistingProject>;

/** Paths are from the project's folder. */
export type ExistingModule = ReturnType<typeof readModule>;

/** A whole string: an id within a description manages nothing. */
const quotedGuid = /["'`]([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})["'`]/gi;
const declaredId = /^\s*(?:adoptId|configurationId):\s*["'`]([0-9a-f-]{36})["'`]/gim;
const resourceName = /\bnew \w+\(\s*["'`]([^"'`\\\n]+)["'`]/g;
const profileName = /["'`/]profiles\/([^"'`/\\\n]+)\.(?:mobileprovision|xml)["'`]/gi;
const lookUp = /^ {2}(\w+): getGroupOutput\(\{\s*displayName:\s*(.+),\s*\}\)/gm;

export function readExistingProject(sources: SourceFiles) {
  const texts = new Map<string, string>();
  for (const [path, content] of sources)
    if (typeof content === "string") texts.set(path, toPlainText(content));
  const groups = texts.get("groups.ts");
  const body = findGroups(groups ?? "")?.body ?? "";
  const others = [...texts].filter(([path]) => path !== "groups.ts");
  const index = texts.get("index.ts");
  const ofModule = listImports(["index.ts", index]).find(({ target }) => texts.has(`${target}.ts`));
  return {
    sources,
    adoptedIds: new Set(others.flatMap(([, text]) => findAll(text.toLowerCase(), quotedGuid))),
    /** Of modules, resources and profiles, in lower case. */
    appNames: new Set(others.flatMap(listNames)),
    /** By group id, or by the display name that is looked up, as it stands in code. */
    groupKeys: new Map([
      ...listConstants(body).map(({ id, key }) => [id, key] as const),
      ...[...body.matchAll(lookUp)].map(([, key = "", name = ""]) => [name, key] as const),
    ]),
    takenKeys: new Set(findAll(body, /^\s*["']?(\w+)["']?\s*[:,]/gm)),
    /** By the id of the configuration that each declares. */
    modules: findModules(others, sources),
    /** Written last: undefined in a new project, and after a broken-off first run. */
    index,
    groups,
    /** `.js`, `.ts` or nothing, as in the index. */
    importEnding: ofModule?.specifier.match(/\.[jt]s$/)?.[0] ?? "",
  };
}

function findAll(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, found = ""]) => found);
}

/** A module may be renamed, and its resources and profile not. */
function listNames([path, text]: readonly [path: string, text: string]): string[] {
  const module = findAll(path, /^apps\/(?:.*\/)?([^/]+)\.ts$/g);
  const names = [...module, ...findAll(text, resourceName), ...findAll(text, profileName)];
  return names.map((name) => name.toLowerCase());
}

function listConstants(body: string): { id: string; key: string; comment: string | undefined }[] {
  const pattern = /(?:^\s*\/\/ (.*)\n)?^\s*["']?(\w+)["']?:\s*["'`]([0-9a-f-]{36})["'`]/gim;
  return [...body.matchAll(pattern)].map(([, comment, key = "", id = ""]) => {
    return { id: id.toLowerCase(), key, comment };
  });
}

/** Names by id: from the comment above each, or else the key. */
export function readGroupNames(text: string): Map<string, string> {
  const constants = listConstants(findGroups(toPlainText(text))?.body ?? "");
  return new Map(constants.map(({ id, key, comment }) => [id, comment ?? key]));
}

function findModules(files: readonly [path: string, text: string][], sources: SourceFiles) {
  const imported = new Set(files.flatMap(listImports).map(({ target }) => target));
  const modules = new Map<string, ExistingModule>();
  for (const [path, text] of files) {
    const module = readModule(path, text, sources, imported);
    for (const id of module.ids)
      if (modules.get(id)?.checksums === undefined) modules.set(id, module);
  }
  return modules;
}

function readModule(
  path: string,
  text: string,
  sources: SourceFiles,
  imported: ReadonlySet<string>,
) {
  /** Of the configurations that it declares. */
  const ids = new Set(findAll(text, declaredId).map((id) => id.toLowerCase()));
  /** Of its resources. */
  const [name = ""] = findAll(text, resourceName);
  const [payload = `"profiles/${name}.mobileprovision"`] = text.match(profileName) ?? [];
  const payloadPath = payload.slice(1, -1);
  return {
    ids,
    path,
    text,
    /** Undefined where `adopt` did not write it, or it declares several. */
    checksums: name === "" || ids.size > 1 ? undefined : checksumLine.exec(text)?.[0],
    name,
    payloadPath,
    profile: sources.get(payloadPath),
    isImported: path === "index.ts" || imported.has(path.replace(/\.ts$/, "")),
  };
}

const relativeImport =
  /(?:^\s*import\s*|^\s*(?:import|export)\b[^"'`;=]*?\bfrom\s*|\bimport\(\s*)["'](\.{1,2}(?:\/[^"'\n]*)?)["']/gm;

/** Targets are paths of the project, without the ending of a module. */
export function listImports([path, text]: readonly [path: string, text: unknown]) {
  const specifiers = typeof text === "string" ? findAll(text, relativeImport) : [];
  return specifiers.map((specifier) => {
    const target = posix.join(posix.dirname(path), specifier);
    return { path, specifier, target: target.replace(/\.[cm]?[jt]s$/, "") };
  });
}

/** Imports that lead to no file of the project. */
export function findDeadImports(files: SourceFiles) {
  const paths = [...files.keys()];
  return [...files].flatMap(listImports).filter(({ target }) => {
    const starts = [`${target}.`, posix.join(target, "index.")];
    const leads = (to: string): boolean =>
      to === target || starts.some((start) => to.startsWith(start));
    return !target.startsWith("..") && !paths.some(leads);
  });
}

/** Without byte order mark, with line feeds: the same in all checkouts. */
export function toPlainText(text: string): string {
  return text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
}

/** With the former text's byte order mark and prevailing line ends. */
export function toStyleOf(former: string, plain: string): string {
  const mark = former.startsWith("\ufeff") ? "\ufeff" : "";
  const count = (pattern: RegExp): number => former.match(pattern)?.length ?? 0;
  const lineEnd = count(/\r\n/g) > count(/(?<!\r)\n/g) ? "\r\n" : "\n";
  return mark + plain.replaceAll("\n", lineEnd);
}

const words = "// adopt follows Intune here until you edit:";

const checksumLine = new RegExp(`^${words}(?: [\\da-f]{16}){1,2}\\n`, "m");

/** Of a text and its profile as they are generated: later edits show. */
export function writeChecksumLine(text: string, profile: Uint8Array | undefined): string {
  const contents = profile === undefined ? [text] : [text, profile];
  return `${[words, ...contents.map(checksumOf)].join(" ")}\n`;
}

export function dropChecksumLine(text: string): string {
  return text.replace(checksumLine, "");
}

export function checksumOf(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex").slice(0, 16);
}
