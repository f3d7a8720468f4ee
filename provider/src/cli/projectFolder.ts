import { existsSync } from "node:fs";
import { access, constants, mkdir, readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { toPlainText, toStyleOf, type SourceFiles } from "../adopt/existingProject.js";
import type { ProjectFiles } from "../adopt/projectFiles.js";
import { naming, writeWholeFile } from "./writeWholeFile.js";

/** Fails before a long run, not after it. @throws Error that names the folder. */
export async function checkProjectFolder(folder: string): Promise<void> {
  // A missing folder can be made if its parent is writable.
  if (!existsSync(folder)) return checkProjectFolder(dirname(resolve(folder)));
  if (!(await stat(folder)).isDirectory())
    throw new Error(`Cannot write into ${folder}: it is no folder.`);
  await naming("write into", folder, () => access(folder, constants.W_OK));
}

/** @throws Error when there is no such folder. */
export async function readSources(folder: string, within = ""): Promise<SourceFiles> {
  const sources = new Map<string, string | Uint8Array | undefined>();
  for (const entry of await readdir(join(folder, within), { withFileTypes: true })) {
    const path = `${within}${entry.name}`;
    if (entry.isDirectory()) {
      const inner = entry.name === "node_modules" ? [] : await readSources(folder, `${path}/`);
      for (const [name, content] of inner) sources.set(name, content);
      continue;
    }
    const isModule = path.endsWith(".ts");
    const isRead = entry.isFile() && (isModule || within === "profiles/");
    const encoding = isModule ? "utf8" : null;
    const read = () => readFile(join(folder, path), encoding);
    sources.set(path, isRead ? await naming("read", path, read) : undefined);
  }
  return sources;
}

/**
 * Returns the files to write. A text that replaces another keeps its byte order mark and line ends, and does not differ by
 * these alone.
 *
 * @param replaceable paths of the files that may be there and say something else.
 * @throws Error that names the others, and ends with the advice.
 */
export async function findChanges(
  folder: string,
  files: ProjectFiles,
  { replaceable = [], advice }: { replaceable?: readonly string[]; advice: string },
): Promise<ProjectFiles> {
  const changes: ProjectFiles = new Map();
  const inTheWay: string[] = [];
  for (const [path, content] of files) {
    const file = join(folder, path);
    const found = await stat(file).catch(() => undefined);
    // A pipe would be waited for.
    const former = found?.isFile() ? await readFile(file) : undefined;
    if (former && isSame(former, content)) continue;
    if (former ? !replaceable.includes(path) : found) inTheWay.push(path);
    const isStyled = former && typeof content === "string";
    changes.set(path, isStyled ? toStyleOf(former.toString(), content) : content);
  }
  if (inTheWay.length === 0) return changes;
  const paths = inTheWay.join(", ");
  throw new Error(
    `${folder} has other files of these names: ${paths}. Nothing was written. ${advice}`,
  );
}

function isSame(former: Buffer, content: string | Uint8Array): boolean {
  return typeof content === "string"
    ? toPlainText(former.toString()) === content
    : former.equals(content);
}

/** Writes each file whole or not at all. */
export async function writeChanges(folder: string, changes: ProjectFiles): Promise<void> {
  for (const [path, content] of changes) {
    const file = join(folder, path);
    await naming("make", dirname(file), () => makeFolder(dirname(file)));
    await writeWholeFile(file, content);
  }
}

/** Node's `recursive` never ends below /proc. */
async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  await makeFolder(dirname(resolve(folder)));
  await mkdir(folder);
}
