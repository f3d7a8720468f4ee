import type { Dirent } from "node:fs";
import { access, constants, mkdir, readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { ProjectFiles } from "../adopt/planProject.js";
import { toPlainText, toStyleOf } from "../adopt/moduleText.js";
import { writeWholeFile } from "./writeWholeFile.js";

/** Paths of planned files. */
export interface FileComparison {
  fresh: string[];
  same: string[];
  different: string[];
}

/** Fails before a long run, not after it. @throws Error that names the folder. */
export async function checkProjectFolder(folder: string): Promise<void> {
  try {
    if (!(await stat(folder)).isDirectory())
      throw new Error(`Cannot write into ${folder}: it is no folder.`);
    await access(folder, constants.W_OK);
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    // A missing folder can be made if its parent is writable.
    if (!["ENOENT", "ENOTDIR"].includes(code)) throw error;
    await checkProjectFolder(dirname(resolve(folder)));
  }
}

/** Ignores byte order marks and line ends of texts. */
export async function compareWithFolder(
  folder: string,
  files: ProjectFiles,
): Promise<FileComparison> {
  const comparison: FileComparison = { fresh: [], same: [], different: [] };
  for (const [path, content] of files) {
    const present = await readIfPresent(join(folder, path));
    const state = present === undefined ? "fresh" : isSame(present, content) ? "same" : "different";
    comparison[state].push(path);
  }
  return comparison;
}

function isSame(present: Buffer, content: string | Uint8Array): boolean {
  if (typeof content !== "string") return present.equals(content);
  return toPlainText(present.toString()) === toPlainText(content);
}

/** By path with forward slashes: texts of modules, bytes of profiles. */
export type SourceFiles = ReadonlyMap<string, string | Uint8Array>;

/** @throws Error when there is no such folder. */
export async function readSources(folder: string, within = ""): Promise<SourceFiles> {
  const sources = new Map<string, string | Uint8Array>();
  for (const entry of await listFolder(folder, within)) {
    const path = `${within}${entry.name}`;
    if (entry.isDirectory() && entry.name !== "node_modules") {
      for (const [name, content] of await readSources(folder, `${path}/`))
        sources.set(name, content);
    } else if (entry.isFile() && path.endsWith(".ts")) {
      sources.set(path, await readFile(join(folder, path), "utf8"));
    } else if (entry.isFile() && within === "profiles/") {
      sources.set(path, await readFile(join(folder, path)));
    }
  }
  return sources;
}

async function listFolder(folder: string, within: string): Promise<Dirent[]> {
  try {
    return await readdir(join(folder, within), { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new Error(`There is no project in ${folder}: leave out --append, to make one.`, {
      cause: error,
    });
  }
}

/** Writes each file whole or not at all. A replaced text keeps its byte order mark and line ends. */
export async function writeFiles(folder: string, files: ProjectFiles): Promise<void> {
  for (const [path, content] of files) {
    const file = join(folder, path);
    const former = typeof content === "string" ? await readIfPresent(file) : undefined;
    await mkdir(dirname(file), { recursive: true });
    await writeWholeFile(file, former ? toStyleOf(former.toString(), String(content)) : content);
  }
}

async function readIfPresent(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
