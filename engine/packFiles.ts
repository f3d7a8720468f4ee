import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";

/**
 * Copies files and folders of the repository's root into a package's folder, which is the working directory, for as long
 * as npm packs the package; and removes them again: `node ../engine/packFiles.ts copy|remove <name>...`
 */
const [, , action, ...names] = process.argv;
for (const name of names) {
  if (action === "copy") cpSync(join(import.meta.dirname, "..", name), name, { recursive: true });
  else rmSync(name, { recursive: true, force: true });
}
