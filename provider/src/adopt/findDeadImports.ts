import { posix } from "node:path";
import type { SourceFiles } from "./existingProject.js";

const relativeImport =
  /^\s*(?:import\s*|(?:import|export)\b[^"'`;=]*?\bfrom\s*)["'](\.{1,2}(?:\/[^"'\n]*)?)["']/gm;

export interface DeadImport {
  path: string;
  specifier: string;
}

/** Imports of the project's modules that lead to none of its files. */
export function findDeadImports(files: SourceFiles): DeadImport[] {
  const targets = new Set([...files.keys()].flatMap(listTargets));
  const isDead = ({ path, specifier }: DeadImport): boolean => {
    const target = posix.join(posix.dirname(path), specifier);
    return ![target, dropEnding(target)].some((one) => targets.has(one) || one.startsWith(".."));
  };
  return [...files].flatMap(([path, text]) =>
    typeof text === "string"
      ? [...text.matchAll(relativeImport)]
          .map(([, specifier = ""]) => ({ path, specifier }))
          .filter(isDead)
      : [],
  );
}

/** A module is imported with or without its ending, a folder for its index. */
function listTargets(path: string): string[] {
  const stem = dropEnding(path);
  return [path, stem, ...(posix.basename(stem) === "index" ? [posix.dirname(path)] : [])];
}

function dropEnding(path: string): string {
  return path.replace(/(?:\.d)?\.[cm]?[jt]sx?$/, "");
}
