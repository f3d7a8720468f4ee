import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { userCache } from "../userCache.ts";

const run = promisify(execFile);
const requirements = join(import.meta.dirname, "requirements.txt");

/**
 * A Python with Pulumi's SDK, installed once into the user's cache.
 *
 * @throws Error where the machine has no Python.
 */
export async function findPython(): Promise<string> {
  const hash = createHash("sha256").update(readFileSync(requirements)).digest("hex").slice(0, 8);
  const folder = join(userCache, `python-sdk-${hash}`);
  const pythonIn = (place: string) => join(place, "bin", "python");
  if (existsSync(folder)) return pythonIn(folder);
  // Made aside, for another process may be at the same.
  const unfinished = `${folder}-${process.pid}.building`;
  try {
    await run("python3", ["-m", "venv", unfinished]);
    await run(pythonIn(unfinished), [...quietInstall, "-r", requirements]);
    await rename(unfinished, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return pythonIn(folder);
}

export const quietInstall = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
