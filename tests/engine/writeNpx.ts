import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const main = join(import.meta.dirname, "..", "..", "provider", "dist", "cli", "main.js");

/** A folder for PATH, whose `npx` finds the command of the package without an installation. */
export async function writeNpx(folder: string): Promise<string> {
  const bin = join(folder, "bin");
  await mkdir(bin);
  const script = `#!/bin/sh\nshift 2\nexec "${process.execPath}" "${main}" "$@"\n`;
  await writeFile(join(bin, "npx"), script, { mode: 0o755 });
  return bin;
}
