import { mkdir, readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { ProjectFiles } from "../adopt/planProject.js";
import { writeWholeFile } from "./writeWholeFile.js";

/** What became of planned files, by path. */
export interface FileComparison {
  fresh: string[];
  same: string[];
  different: string[];
}

/** Compares what is planned with what the folder holds. */
export async function compareWithFolder(
  folder: string,
  files: ProjectFiles,
): Promise<FileComparison> {
  const comparison: FileComparison = { fresh: [], same: [], different: [] };
  for (const [path, content] of files) {
    const present = await readIfPresent(join(folder, path));
    const state =
      present === undefined ? "fresh" : present.equals(Buffer.from(content)) ? "same" : "different";
    comparison[state].push(path);
  }
  return comparison;
}

/** The texts of the project's own TypeScript modules, by path with forward slashes. */
export async function readModules(folder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const name of await readdir(folder, { recursive: true })) {
    const path = name.replaceAll("\\", "/");
    if (!path.endsWith(".ts") || path.split("/").includes("node_modules")) continue;
    files.set(path, await readFile(join(folder, name), "utf8"));
  }
  return files;
}

/** Each file is written whole or not at all. */
export async function writeFiles(folder: string, files: ProjectFiles): Promise<void> {
  for (const [path, content] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeWholeFile(join(folder, path), content);
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
