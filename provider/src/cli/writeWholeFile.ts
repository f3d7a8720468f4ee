import {
  access,
  constants,
  readlink,
  realpath,
  rename,
  rm,
  stat,
  writeFile,
} from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";

/** Fails before a long run, not after it. */
export async function checkTarget(file: string): Promise<void> {
  await naming(file, async () => {
    const { path, isReplaced } = await findTarget(file);
    await access(isReplaced ? dirname(path) : path, constants.W_OK);
  });
}

/**
 * Writes beside the file and renames: nobody finds half a file. What can't be replaced is written in place: a pipe, a device,
 * a mount, a file in a read-only folder.
 */
export async function writeWholeFile(file: string, content: string | Uint8Array): Promise<void> {
  await naming(file, async () => {
    const { path, isReplaced } = await findTarget(file);
    const partial = join(dirname(path), `.${basename(path)}.${process.pid}.partial`);
    try {
      if (isReplaced) {
        await writeFile(partial, content);
        await rename(partial, path);
        return;
      }
    } catch (error) {
      // A mounted file, as in containers.
      if (codeOf(error) !== "EBUSY") throw error;
    } finally {
      await rm(partial, { force: true });
    }
    await writeFile(path, content);
  });
}

/** The file behind a link, or a new one. */
async function findTarget(file: string): Promise<{ path: string; isReplaced: boolean }> {
  try {
    const path = await realpath(file);
    const found = await stat(path);
    if (found.isDirectory()) throw new Error("it is a folder");
    const isOnlyWritableItself = !(await isWritable(dirname(path))) && (await isWritable(path));
    return { path, isReplaced: found.isFile() && !isOnlyWritableItself };
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    return { path: await followDangling(file), isReplaced: true };
  }
}

async function isWritable(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    () => false,
  );
}

/** Where a dangling link leads; `realpath` has refused circles. */
async function followDangling(file: string): Promise<string> {
  try {
    return await followDangling(resolve(dirname(file), await readlink(file)));
  } catch (error) {
    if (!["ENOENT", "EINVAL"].includes(codeOf(error))) throw error;
    return file;
  }
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "";
}

async function naming(file: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`Cannot write ${file}: ${reason}.`, { cause: error });
  }
}
