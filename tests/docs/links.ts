import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

export const repositoryFolder = join(import.meta.dirname, "..", "..");

export function readDocument(file: string): string {
  return readFileSync(join(repositoryFolder, file), "utf8");
}

/** The links of a document that lead to nothing in the repository: to no file, or to no heading of it. */
export function findBrokenLinks(file: string): string[] {
  const prose = readDocument(file).replaceAll(/^```.*?^```/gms, "");
  const links = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(({ 1: link = "" }) => link);
  return links.filter((link) => !/^[a-z]+:/.test(link) && !resolves(file, link));
}

function resolves(file: string, link: string): boolean {
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? file : join(dirname(file), path);
  if (!existsSync(join(repositoryFolder, target))) return false;
  return anchor === undefined || findAnchors(readDocument(target)).includes(anchor);
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
