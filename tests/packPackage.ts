import { execFile } from "node:child_process";
import { cp, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const repositoryFolder = join(import.meta.dirname, "..");
const parts = [
  "README.md",
  "LICENSE",
  "docs",
  "engine/packFiles.ts",
  "provider/package.json",
  "provider/src",
  "provider/dist",
];

/**
 * Packs the package as it is published, into the folder, and returns the file. Packing writes into the sources for a moment,
 * so a copy of them is packed: two tests may do it at once.
 */
export async function packPackage(folder: string): Promise<string> {
  const copy = join(folder, "repository");
  await mkdir(join(copy, "provider"), { recursive: true });
  for (const part of parts)
    await cp(join(repositoryFolder, part), join(copy, part), { recursive: true });
  const { stdout } = await promisify(execFile)(
    "npm",
    ["pack", "--json", "--pack-destination", folder],
    {
      cwd: join(copy, "provider"),
    },
  );
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  return join(folder, filename);
}
