import { posix } from "node:path";

const relativeImport =
  /^\s*(?:import\s*|(?:import|export)\b[^"'`;=]*?\bfrom\s*)["'](\.{1,2}(?:\/[^"'\n]*)?)["']/gm;

/** What a module imports by a path. */
export interface RelativeImport {
  /** As it is written. */
  specifier: string;
  /** Files that it may stand for, by their paths in the project. */
  candidates: readonly string[];
}

/** @param path of the module in the project, with forward slashes. */
export function listImports(path: string, text: string): RelativeImport[] {
  return [...text.matchAll(relativeImport)].map(([, specifier = ""]) => {
    const target = posix.join(posix.dirname(path), specifier);
    const stem = target.replace(/\.(?=[cm]?jsx?$)[^.]*$/, "");
    const endings = [".ts", ".tsx", ".mts", ".cts", ".d.ts", ".js", ".json"];
    return {
      specifier,
      candidates: [
        ...(/\.\w+$/.test(target) ? [target] : []),
        ...endings.map((ending) => `${stem}${ending}`),
        ...["index.ts", "index.js"].map((name) => posix.join(target, name)),
      ],
    };
  });
}
