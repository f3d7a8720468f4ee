// @ts-nocheck
import { execFile } from "node:child_process";
import { access, mkdir, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

/** go.mod beside this file pins the same. */
const version = "1.7.12";
const run = promisify(execFile);

const cacheFolder = join(
  process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"),
  "pulumi-intune-provisioning",
  `actionlint-${version}`,
);

/**
 * Finds actionlint: one that was built here before, else builds it from its Go module (some seconds, once), else the one on
 * PATH, of whatever version.
 *
 * @throws Error that says what to install.
 */
export async function findActionlint(): Promise<string> {
  const cached = join(cacheFolder, "actionlint");
  if (await exists(cached)) return cached;
  try {
    await build(cached);
    return cached;
  } catch (error) {
    if (await answers("actionlint")) return "actionlint";
    throw new Error(
      "actionlint is neither here nor can it be built: install it (https://github.com/rhysd/actionlint) or Go (https://go.dev/dl).",
      { cause: error },
    );
  }
}

async function build(file: string): Promise<void> {
  const unfinished = `${file}-${process.pid}.building`;
  await mkdir(cacheFolder, { recursive: true });
  try {
    const args = ["build", "-o", unfinished, "github.com/rhysd/actionlint/cmd/actionlint"];
    await run("go", args, { cwd: import.meta.dirname });
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function answers(command: string): Promise<boolean> {
  return run(command, ["-version"]).then(
    () => true,
    () => false,
  );
}
