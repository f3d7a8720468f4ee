// @ts-nocheck
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CliBench, CliRun } from "./runCli.ts";

/** Adopts the tenant into the folder `mine` of the bench. */
export const adopt = ({ run, folder }: CliBench, ...options: string[]): Promise<CliRun> =>
  run(["adopt", "--output", join(folder, "mine"), ...options]);

/** The texts of all files of that folder, by path. */
export async function readProject({ folder }: CliBench): Promise<Map<string, string>> {
  const files = await readdir(join(folder, "mine"), { recursive: true, withFileTypes: true });
  const paths = files
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name));
  const entries = paths.map(async (path) => [path, await readFile(path, "latin1")] as const);
  return new Map((await Promise.all(entries)).sort());
}
