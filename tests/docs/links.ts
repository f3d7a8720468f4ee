import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const repositoryFolder = join(import.meta.dirname, "..", "..");

/** Where the project lives. */
export const repositoryAddress =
  "https://github.com/pulumi-intune-provisioning/pulumi-intune-provisioning";

/** Every page that a person reads. */
export const findDocuments = (): string[] =>
  globSync(
    ["*.md", "docs/**/*.md", "{emulator,policy,examples/*}/README.md", "emulator/docs/*.md"],
    {
      cwd: repositoryFolder,
    },
  );

export function readDocument(file: string, root = repositoryFolder): string {
  return readFileSync(join(root, file), "utf8");
}

/** The links of a document that lead to nothing below the root: to no file, or to no heading of it. */
export function findBrokenLinks(file: string, root = repositoryFolder): string[] {
  const prose = readDocument(file, root).replaceAll(/^```.*?^```/gms, "");
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(({ 1: link = "" }) => link);
  return links.filter((link) => !/^[a-z]+:/.test(link) && !resolves(file, link, root));
}

function resolves(file: string, link: string, root: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? file : join(dirname(file), path);
  if (!existsSync(join(root, target))) return false;
  return anchor === undefined || findAnchors(readDocument(target, root)).includes(anchor);
}

/** As GitHub makes them of headings. */
function findAnchors(text: string): string[] {
  return [...text.matchAll(/^#+ (.*)$/gm)].map(({ 1: heading = "" }) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-"),
  );
}
