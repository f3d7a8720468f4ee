import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { findDocuments, repositoryFolder } from "./links.ts";

/** Every TypeScript example in the docs and in doc comments, by where it stands. */
function findExamples(): Map<string, string> {
  const files = [
    ...findDocuments(),
    ...globSync("{provider,policy}/src/**/*.ts", { cwd: repositoryFolder }),
  ];
  const examples = new Map<string, string>();
  for (const file of files) {
    const text = readFileSync(join(repositoryFolder, file), "utf8").replaceAll(/^ +\* ?/gm, "");
    for (const { 1: code = "", index } of text.matchAll(/^ *```ts\n(.*?)^ *```/gms)) {
      examples.set(`${file}:${text.slice(0, index).split("\n").length}`, code);
    }
  }
  return examples;
}

const fileOf = (index: number): string =>
  join(repositoryFolder, "tests", "docs", `example${index}.ts`);

/**
 * Compiles each code as if it stood in a program of an example, under the options of a strict user. All are modules of one
 * program, so that what they have in common is read and checked once. Answers what is wrong with each.
 */
function compile(codes: readonly string[]): string[][] {
  const files = new Map(codes.map((code, index) => [fileOf(index), code]));
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    types: ["node"],
  };
  const plain = ts.createCompilerHost(options);
  const host: ts.CompilerHost = {
    ...plain,
    // As tsc does.
    jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeErrors,
    fileExists: (name) => files.has(name) || plain.fileExists(name),
    readFile: (name) => files.get(name) ?? plain.readFile(name),
    getSourceFile: (name, languageVersion) => {
      const code = files.get(name);
      return code === undefined
        ? plain.getSourceFile(name, languageVersion)
        : ts.createSourceFile(name, code, languageVersion);
    },
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].map((name) =>
    ts
      .getPreEmitDiagnostics(program, program.getSourceFile(name))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n")),
  );
}

describe("an example in the documentation", () => {
  const examples = findExamples();
  let problems: string[][];
  before(() => {
    problems = compile([...examples.values()]);
  });

  it("is there", () => {
    expect([...examples.keys()].filter((place) => place.startsWith("README.md"))).not.to.be.empty;
    expect([...examples.keys()].filter((place) => place.startsWith("provider/"))).not.to.be.empty;
  });

  for (const [index, place] of [...examples.keys()].entries()) {
    it(`compiles as it stands: ${place}`, () => {
      expect(problems[index]).to.deep.equal([]);
    });
  }
});
