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
  /** Whether there is a file already, which says something else. */
  isReplacing: boolean;
}

/** A text that replaces another keeps its byte order mark and line ends, and does not differ by these alone. */
export async function findChanges(folder: string, files: ProjectFiles): Promise<FileChange[]> {
  const changes: FileChange[] = [];
  for (const [path, content] of files) {
    const file = join(folder, path);
    const former = existsSync(file) ? await readFile(file) : undefined;
    const isText = typeof content === "string";
    if (former === undefined) changes.push({ path, content, isReplacing: false });
    else if (isText && toPlainText(former.toString()) !== content)
      changes.push({ path, content: toStyleOf(former.toString(), content), isReplacing: true });
    else if (!isText && !former.equals(content)) changes.push({ path, content, isReplacing: true });
  }
  return changes;
}

/** Paths of the files that say something else, and may not be replaced. */
export function findInTheWay(
  changes: readonly FileChange[],
  replaceable: readonly string[] = [],
): string[] {
  const others = changes.filter(({ isReplacing }) => isReplacing);
  return others.map(({ path }) => path).filter((path) => !replaceable.includes(path));
}

/** Writes each file whole or not at all. */
export async function writeChanges(folder: string, changes: readonly FileChange[]): Promise<void> {
  for (const { path, content } of changes) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeWholeFile(file, content);
  }
}
