// @ts-nocheck
import { access, constants, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Says before a long run that the file could not be written after it. */
export async function checkFolder(file: string): Promise<void> {
  await naming(file, async () => {
    const { path, isRegular } = await findTarget(file);
    await access(isRegular ? dirname(path) : path, constants.W_OK);
  });
}

/** Writes beside the file and renames, so that the file is the former or the new one, and never half of either. */
export async function writeWholeFile(file: string, content: string | Uint8Array): Promise<void> {
  await naming(file, async () => {
    const target = await findTarget(file);
    // A pipe or a device can't be replaced, and must not be.
    if (!target.isRegular) {
      await writeFile(target.path, content);
      return;
    }
    const partial = join(dirname(target.path), `.${basename(target.path)}.${process.pid}.partial`);
    try {
      await writeFile(partial, content);
      await rename(partial, target.path);
    } catch (error) {
      await rm(partial, { force: true });
      throw error;
    }
  });
}

/** The file behind a link; a file that does not exist yet counts as regular. */
async function findTarget(file: string): Promise<{ path: string; isRegular: boolean }> {
  try {
    const path = await realpath(file);
    return { path, isRegular: (await stat(path)).isFile() };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return { path: file, isRegular: true };
  }
}

async function naming(file: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot write ${file}: ${reason}.`, { cause: error });
  }
}
