import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect } from "chai";
import ts from "typescript";
import { readDocument, repositoryFolder } from "./links.ts";

const document = "docs/architecture.md";

/** A line of the trace: a file, and the functions of it that the line names. */
interface Step {
  line: string;
  file: string;
  functions: string[];
}

const [, trace = ""] = /^## One update .*?\n(.*?)^#/ms.exec(readDocument(document)) ?? [];

const steps = [...trace.matchAll(/^\d+\. (.*)$/gm)].map(({ 1: line = "" }): Step => {
  const [, link = "", names = ""] = /^\[[^\]]+\]\(([^)]+)\), (`\w+`(?:, `\w+`)*):/.exec(line) ?? [];
  const functions = [...names.matchAll(/\w+/g)].map(([name]) => name);
  return { line, file: join(dirname(document), link), functions };
});

/** Every name in the code of a file; those in comments do not count, nor do imported ones that nothing uses. */
function findNames(file: string): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) return;
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readDocument(file), ts.ScriptTarget.Latest));
  return names;
}

describe("docs/architecture.md", () => {
  it("traces an update through the layers, down to the wire", () => {
    const folders = steps.map(({ file }) => file.split("/")[2]);
    expect(new Set(folders)).to.have.keys("dynamic", "hosting", "handlers", "domain", "graph");
    expect(steps).to.have.length.of.at.least(12);
  });

  it("says of each folder of the provider what belongs there", () => {
    const rows = [...readDocument(document).matchAll(/^\| `(\w+)\/` +\| .*\. +\|$/gm)];
    const entries = readdirSync(join(repositoryFolder, "provider/src"), { withFileTypes: true });
    const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(rows.map(([, folder]) => folder)).to.have.members(folders);
  });

  for (const { line, file, functions } of steps)
    it(`names functions that are there: ${line.slice(0, 60)}`, () => {
      expect(functions, "a file's link, then functions in backticks").not.to.be.empty;
      expect([...findNames(file)]).to.include.members(functions);
    });
});
