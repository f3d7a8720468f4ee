import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { bundlePackage } from "./bundlePackage.ts";
import { copyDocuments } from "./copyDocuments.ts";

/**
 * Makes the package in the working directory ready to be packed, and undoes it afterwards:
 * `node ../engine/pack/pack.ts prepare|restore <file or folder of the repository>...`
 */
const [, , action, ...names] = process.argv;
const dist = "dist";
/** What the compiler wrote, as long as the bundle has its place. */
const built = "dist.built";

restore();
if (action === "prepare") {
  try {
    renameSync(dist, built);
    await bundlePackage(process.cwd(), built, dist);
    copyDocuments(join(import.meta.dirname, "..", ".."), names, ".");
  } catch (error) {
    restore();
    throw error;
  }
}

/** Also after a run that was ended half-way. */
function restore(): void {
  if (existsSync(built)) {
    rmSync(dist, { recursive: true, force: true });
    renameSync(built, dist);
  }
  for (const name of names) rmSync(name, { recursive: true, force: true });
}
