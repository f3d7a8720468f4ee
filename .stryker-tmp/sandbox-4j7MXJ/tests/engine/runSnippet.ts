// @ts-nocheck
import { createRequire } from "node:module";
import { join } from "node:path";
import { compileFunction } from "node:vm";
import ts from "typescript";

const projectFolder = join(import.meta.dirname, "..", "..", "examples", "quickstart");
const requireFromProject = createRequire(join(projectFolder, "index.ts"));

type Program = (exports: Record<string, unknown>, require: NodeJS.Require) => void;

/** Runs a program out of the documentation as a project's own: it finds the packages by their names. */
export function runSnippet(code: string): Record<string, unknown> {
  const { outputText } = ts.transpileModule(code, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023 },
  });
  const program = compileFunction(outputText, ["exports", "require"]) as Program;
  const exports: Record<string, unknown> = {};
  program(exports, requireFromProject);
  return exports;
}
