import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect } from "chai";

const repositoryFolder = join(import.meta.dirname, "..", "..");

function findAll(pattern: RegExp, ...files: string[]): string[] {
  const texts = files.map((file) => readFileSync(join(repositoryFolder, file), "utf8"));
  return texts.flatMap((text) => [...text.matchAll(pattern)].map(({ 1: match = "" }) => match));
}

describe("the cookbook", () => {
  const files = globSync("docs/cookbook/*.md", { cwd: repositoryFolder });
  const recipes = files.flatMap((file) => findAll(/^# (.*)$/gm, file));

  it("has a test on the engine for every recipe, and none for others", () => {
    const tests = globSync("tests/engine/cookbook*.test.ts", { cwd: repositoryFolder });
    expect(findAll(/testRecipe\(\s*"([^"]+)"/g, ...tests)).to.have.members(recipes);
  });

  it("leads to every recipe from its table", () => {
    const table = findAll(/^\|.*\]\(cookbook\/([a-z-]+)\.md\)/gm, "docs/cookbook.md");
    const names = recipes.map((title) => title.toLowerCase().replaceAll(" ", "-"));
    expect(table).to.have.members(names);
    expect(files.map((file) => basename(file, ".md"))).to.have.members(names);
  });
});
