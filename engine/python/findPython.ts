import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { rm, writeFile } from "node:fs/promises";
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
  const folder = join(userCache, `python-${hash}`);
  const python = join(folder, "bin", "python");
  const isWhole = join(folder, "whole");
  if (existsSync(isWhole)) return python;
  await rm(folder, { recursive: true, force: true });
  await run("python3", ["-m", "venv", folder]);
  await run(python, [...quietInstall, "-r", requirements]);
  await writeFile(isWhole, "");
  return python;
}

export const quietInstall = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check"];
