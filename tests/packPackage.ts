import { execFile } from "node:child_process";
import { cp, mkdir, symlink } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";

const repositoryFolder = join(import.meta.dirname, "..");
export type PackageName = "provider" | "emulator" | "policy";

/** What the scripts of the packages need for packing. */
const shared = ["README.md", "LICENSE", "docs", "engine/pack"];

/**
 * Packs a package as it is published, into the folder, and returns the file. Packing writes into the sources for a moment,
 * so a copy of them is packed: two tests may do it at once.
 */
export async function packPackage(folder: string, name: PackageName = "provider"): Promise<string> {
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
