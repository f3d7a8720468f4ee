import { constants, existsSync, promises as files } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";

/** Fails before a long run, not after it. */
export async function checkTarget(file: string): Promise<void> {
  await naming("write", file, async () => {
    const { path, isThere } = await findTarget(file);
    await files.access(isThere ? path : dirname(path), constants.W_OK);
  });
}

/** Of a file that an option or argument names. */
export function readNamedFile(file: string): Promise<string> {
  return naming("read", file, async () => readText(await files.readFile(file)));
}

/** UTF-16 if it is marked so, as by `>` in Windows PowerShell; without the mark. */
export function readText(bytes: Uint8Array): string {
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isUtf16 ? "utf-16le" : "utf-8").decode(bytes);
}

/** Nobody finds half a file, except where none can be replaced: a pipe, a device, a mount, a file in a read-only folder. */
export async function writeWholeFile(file: string, content: string | Uint8Array): Promise<void> {
  await naming("write", file, async () => {
    const { path, isFile } = await findTarget(file);
    if (!isFile || !(await replaceFile(path, content))) await files.writeFile(path, content);
  });
}

/** @returns false where the folder takes no second file, or the file is a mount, as in containers. */
async function replaceFile(path: string, content: string | Uint8Array): Promise<boolean> {
  const partial = join(dirname(path), `.${basename(path)}.${process.pid}.partial`);
  try {
    // Who may read it stays so.
    if (existsSync(path)) await files.copyFile(path, partial);
    await files.writeFile(partial, content);
    await files.rename(partial, path);
    return true;
  } catch (error) {
    if (["EACCES", "EBUSY", "EPERM", "EROFS"].includes(codeOf(error))) return false;
    throw error;
  } finally {
    await files.rm(partial, { force: true });
  }
}

/** The file behind a link, or a new one. */
async function findTarget(file: string) {
  try {
    const path = await files.realpath(file);
    const found = await files.stat(path);
    if (found.isDirectory()) throw new Error("it is a folder");
    return { path, isThere: true, isFile: found.isFile() };
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    return { path: await followDangling(file), isThere: false, isFile: true };
  }
}

/** `realpath` has refused circles. */
async function followDangling(file: string): Promise<string> {
  const target = await files.readlink(file).catch(() => undefined);
  return target === undefined ? file : followDangling(resolve(dirname(file), target));
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "";
}

export async function naming<T>(action: string, file: string, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw new Error(`Cannot ${action} ${file}: ${(error as Error).message}.`, { cause: error });
  }
}
