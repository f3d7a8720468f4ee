import { existsSync } from "node:fs";
import { access, constants, mkdir, readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { toPlainText, toStyleOf, type SourceFiles } from "../adopt/existingProject.js";
import type { ProjectFiles } from "../adopt/projectFiles.js";
import { writeWholeFile } from "./writeWholeFile.js";

/** Fails before a long run, not after it. @throws Error that names the folder. */
export async function checkProjectFolder(folder: string): Promise<void> {
  // A missing folder can be made if its parent is writable.
  if (!existsSync(folder)) return checkProjectFolder(dirname(resolve(folder)));
  if (!(await stat(folder)).isDirectory())
    throw new Error(`Cannot write into ${folder}: it is no folder.`);
  await access(folder, constants.W_OK);
}

/** @throws Error when there is no such folder. */
export async function readSources(folder: string, within = ""): Promise<SourceFiles> {
  const sources = new Map<string, string | Uint8Array | undefined>();
  for (const entry of await readdir(join(folder, within), { withFileTypes: true })) {
    const path = `${within}${entry.name}`;
    if (entry.isDirectory()) {
      if (entry.name === "node_modules") continue;
      for (const [name, content] of await readSources(folder, `${path}/`))
        sources.set(name, content);
    } else {
      const isRead = entry.isFile() && (path.endsWith(".ts") || within === "profiles/");
      const content = isRead ? await readFile(join(folder, path)) : undefined;
      sources.set(path, path.endsWith(".ts") ? content?.toString() : content);
    }
  }
  return sources;
}

export interface FileChange {
  path: string;
  content: string | Uint8Array;
  /** Undefined where there is no such file yet. */
  former: Buffer | undefined;
}

/** Without what is there already: texts with any byte order mark and line ends. */
export async function findChanges(folder: string, files: ProjectFiles): Promise<FileChange[]> {
  const changes: FileChange[] = [];
  for (const [path, content] of files) {
    const file = join(folder, path);
    const former = existsSync(file) ? await readFile(file) : undefined;
    const isSame =
      typeof content === "string"
        ? former !== undefined && toPlainText(former.toString()) === toPlainText(content)
        : former?.equals(content);
    if (!isSame) changes.push({ path, content, former });
  }
  return changes;
}

/** Paths of the files that say something else, and may not be replaced. */
export function findInTheWay(
  changes: readonly FileChange[],
  replaceable: readonly string[] = [],
): string[] {
  const others = changes.filter(({ former }) => former !== undefined);
  return others.map(({ path }) => path).filter((path) => !replaceable.includes(path));
}

/** Writes each file whole or not at all. A replaced text keeps its byte order mark and line ends. */
export async function writeChanges(folder: string, changes: readonly FileChange[]): Promise<void> {
  for (const { path, content, former } of changes) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    const isText = typeof content === "string" && former !== undefined;
    await writeWholeFile(file, isText ? toStyleOf(former.toString(), content) : content);
  }
}
