import { cpSync, existsSync, globSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Copies files and folders of the repository into a package. A link to a file that the package lacks becomes its text: who
 * reads the documentation on npm has the package only.
 */
export function copyDocuments(repository: string, names: readonly string[], folder: string): void {
  for (const name of names) {
    const target = join(folder, name);
    cpSync(join(repository, name), target, { recursive: true });
    const files = statSync(target).isDirectory() ? globSync(join(target, "**/*.md")) : [target];
    files.forEach(keepOwnLinks);
  }
}

/** Code comes first: what looks like a link there is none. */
const codeOrLink = /```.*?```|(?<!!)\[([^\]]+)\]\(([^)\s]+)\)|`[^`]*`/gs;

function keepOwnLinks(file: string): void {
  const text = readFileSync(file, "utf8");
  const kept = text.replace(codeOrLink, (found: string, name?: string, target?: string) => {
    if (name === undefined || target === undefined) return found;
    const [path = ""] = target.split("#");
    const leads = path === "" || /^\w+:/.test(path) || existsSync(join(dirname(file), path));
    return leads ? found : name;
  });
  writeFileSync(file, kept);
}
