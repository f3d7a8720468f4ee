import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { userCache } from "../userCache.ts";
import { endingOf, nodeVersion, type NodeBuild } from "./nodeBuilds.ts";

const run = promisify(execFile);

/** The folder of a platform's npm package of Node, with `bin/node` and LICENSE; fetched once into the user's cache. */
export async function fetchNode(build: NodeBuild): Promise<string> {
  const root = join(userCache, `node-${nodeVersion}`, build.package);
  if (!existsSync(root)) await install(build, root);
  return join(root, "node_modules", build.package);
}

export const nodeBinary = (folder: string, build: NodeBuild): string =>
  join(folder, "bin", `node${endingOf(build)}`);

async function install(build: NodeBuild, root: string): Promise<void> {
  const unfinished = `${root}-${process.pid}.fetching`;
  await mkdir(unfinished, { recursive: true });
  try {
    // Forced, or npm would install no other platform's package.
    const flags = ["--force", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund"];
    const name = `${build.package}@${nodeVersion}`;
    // npm is a script of the shell's on Windows.
    const shell = process.platform === "win32";
    await run("npm", ["install", ...flags, "--prefix", unfinished, name], {
      shell,
      cwd: unfinished,
    });
    await requireIntegrity(build, unfinished);
    await rename(unfinished, root).catch((error: unknown) => {
      // Another process was faster.
      if (!existsSync(root)) throw error;
    });
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

async function requireIntegrity(build: NodeBuild, root: string): Promise<void> {
  const text = await readFile(join(root, "node_modules", ".package-lock.json"), "utf8");
  const { packages } = JSON.parse(text) as { packages: Record<string, { integrity?: string }> };
  const { integrity } = packages[`node_modules/${build.package}`] ?? {};
  if (integrity !== build.integrity)
    throw new Error(
      `${build.package}@${nodeVersion} from npm has the hash ${String(integrity)}, not ${build.integrity}`,
    );
}
