import { globSync, readFileSync, writeFileSync } from "node:fs";
import { symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import ts from "typescript";

/**
 * The program of a project on disk, for an engine that has no language host: each module is compiled beside its source,
 * and every run loads them anew. The process moves into the project's folder, as a language host does.
 */
export async function openProject(folder: string): Promise<PulumiFn> {
  await symlink(join(import.meta.dirname, "..", "node_modules"), join(folder, "node_modules"));
  compileProject(folder);
  process.chdir(folder);
  const require = createRequire(join(folder, "index.js"));
  return () => {
    for (const path of Object.keys(require.cache))
      if (path.startsWith(folder) && !path.includes("node_modules"))
        Reflect.deleteProperty(require.cache, path);
    require(join(folder, "index.js"));
    return Promise.resolve();
  };
}

/** Once more, where the modules have changed. */
export function compileProject(folder: string): void {
  for (const path of globSync(["*.ts", "apps/*.ts"], { cwd: folder })) {
    const { outputText } = ts.transpileModule(readFileSync(join(folder, path), "utf8"), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
    });
    writeFileSync(join(folder, path.replace(/\.ts$/, ".js")), outputText);
  }
}
