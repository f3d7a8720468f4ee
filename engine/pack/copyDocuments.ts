import { cpSync, existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

interface Manifest {
  version: string;
  homepage: string;
}

/**
 * Copies files and folders of the repository into a package. A link to a file that the package lacks leads to the repository
 * instead, as it was at the release. So do all links of a README that comes from elsewhere: npm shows it as a page, and looks
 * for what it links to in the package's folder of the repository.
 */
export function copyDocuments(repository: string, names: readonly string[], folder: string): void {
  const { version, homepage } = readManifest(folder);
  const released = `${homepage.replace(/#.*$/, "")}/blob/v${version}`;
  for (const name of names) {
    cpSync(join(repository, name), join(folder, name), { recursive: true });
    const isFolder = statSync(join(folder, name)).isDirectory();
    const files = isFolder ? globSync(`${name}/**/*.md`, { cwd: folder }) : [name];
    for (const file of files) leadToRepository(folder, file, released);
  }
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

/** Code comes first: what looks like a link there is none. */
const codeOrLink = /```.*?```|(?<!!)\[([^\]]+)\]\(([^)\s]+)\)|`[^`]*`/gs;

function leadToRepository(folder: string, file: string, released: string): void {
  const text = readFileSync(join(folder, file), "utf8");
  const kept = text.replace(codeOrLink, (found: string, name?: string, target?: string) => {
    if (name === undefined || target === undefined || /^\w+:|^#/.test(target)) return found;
    const [path = "", ...anchor] = target.split("#");
    const inRepository = join(dirname(file), path);
    if (file !== "README.md" && existsSync(join(folder, inRepository))) return found;
    return `[${name}](${[`${released}/${inRepository}`, ...anchor].join("#")})`;
  });
  writeFileSync(join(folder, file), kept);
}
