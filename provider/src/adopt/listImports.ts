import { posix } from "node:path";

const relativeImport =
  /^\s*(?:import\s*|(?:import|export)\b[^"'`;=]*?\bfrom\s*)["'](\.{1,2}(?:\/[^"'\n]*)?)["']/gm;

const endings = [".ts", ".tsx", ".mts", ".cts", ".d.ts", ".js", ".json"];

export interface RelativeImport {
  /** As written. */
  specifier: string;
  /** Files that it may mean, by path in the project. */
  candidates: readonly string[];
}

/** @param path in the project, with forward slashes. */
export function listImports(path: string, text: string): RelativeImport[] {
  return [...text.matchAll(relativeImport)].map(([, specifier = ""]) => {
    const target = posix.join(posix.dirname(path), specifier);
    const stem = target.replace(/\.(?=[cm]?jsx?$)[^.]*$/, "");
    const files = endings.map((ending) => stem + ending);
    const folders = ["index.ts", "index.js"].map((name) => posix.join(target, name));
    const asWritten = /\.\w+$/.test(target) ? [target] : [];
    return { specifier, candidates: [...asWritten, ...files, ...folders] };
  });
}
