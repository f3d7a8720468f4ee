import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { cp, mkdir, rename, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";

const repositoryFolder = join(import.meta.dirname, "..");
export type PackageName = "provider" | "emulator" | "policy";

/** What the scripts of the packages need for packing. */
const shared = ["README.md", "LICENSE", "docs", "engine/pack"];

/** Packs a package as it is published, and returns the file: in the folder, or, under `npm test`, where it is packed once. */
export async function packPackage(folder: string, name: PackageName = "provider"): Promise<string> {
  const file = join(process.env["TEST_BUNDLES"] ?? folder, `${name}.tgz`);
  if (!existsSync(file)) await rename(await pack(folder, name), file);
  return file;
}

/** Packing writes into the sources for a moment, so a copy of them is packed: two tests may do it at once. */
async function pack(folder: string, name: PackageName): Promise<string> {
  const copy = join(folder, "repository");
  await mkdir(join(copy, name), { recursive: true });
  for (const part of shared)
    await cp(join(repositoryFolder, part), join(copy, part), { recursive: true });
  await cp(join(repositoryFolder, name), join(copy, name), {
    recursive: true,
    filter: (file) => basename(file) !== "node_modules",
  });
  // The bundler.
  await symlink(join(repositoryFolder, "node_modules"), join(copy, "node_modules"), "junction");
  const { stdout } = await promisify(execFile)(
    "npm",
    ["pack", "--json", "--pack-destination", folder],
    {
      cwd: join(copy, name),
    },
  );
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return join(folder, filename);
}
