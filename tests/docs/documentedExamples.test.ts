import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import ts from "typescript";

const repositoryFolder = join(import.meta.dirname, "..", "..");

/** Every TypeScript example in the docs and in doc comments, by where it stands. */
function findExamples(): Map<string, string> {
  const files = globSync(
    [
      "README.md",
      "docs/**/*.md",
      "{emulator,policy}/README.md",
      "emulator/docs/*.md",
      "{provider,policy}/src/**/*.ts",
    ],
    {
      cwd: repositoryFolder,
    },
  );
  const examples = new Map<string, string>();
  for (const file of files) {
    const text = readFileSync(join(repositoryFolder, file), "utf8").replaceAll(/^ +\* ?/gm, "");
    for (const { 1: code = "", index } of text.matchAll(/^```ts\n(.*?)^```/gms)) {
      examples.set(`${file}:${text.slice(0, index).split("\n").length}`, code);
    }
  }
  return examples;
}

/** The library and the packages, which every example has in common, are parsed once. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** Compiles code as if it stood in the program of an example, under the options of a strict user. */
function compile(code: string): string[] {
  const fileName = join(repositoryFolder, "tests", "docs", "example.ts");
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
    fileExists: (name) => name === fileName || plain.fileExists(name),
    readFile: (name) => (name === fileName ? code : plain.readFile(name)),
    getSourceFile: (name, languageVersion) => {
      if (name === fileName) return ts.createSourceFile(name, code, languageVersion);
      if (!parsed.has(name)) parsed.set(name, plain.getSourceFile(name, languageVersion));
      return parsed.get(name);
    },
  };
  const program = ts.createProgram([fileName], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

describe("an example in the documentation", () => {
  const examples = findExamples();

  it("is there", () => {
    expect([...examples.keys()].filter((place) => place.startsWith("README.md"))).not.to.be.empty;
    expect([...examples.keys()].filter((place) => place.startsWith("provider/"))).not.to.be.empty;
  });

  for (const [place, code] of examples) {
    it(`compiles as it stands: ${place}`, () => {
      expect(compile(code)).to.deep.equal([]);
    });
  }
});
