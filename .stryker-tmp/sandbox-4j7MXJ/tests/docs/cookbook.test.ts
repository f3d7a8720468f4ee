// @ts-nocheck
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

const repositoryFolder = join(import.meta.dirname, "..", "..");

function findAll(pattern: RegExp, ...files: string[]): string[] {
  const texts = files.map((file) => readFileSync(join(repositoryFolder, file), "utf8"));
  return texts.flatMap((text) => [...text.matchAll(pattern)].map(({ 1: match = "" }) => match));
}

describe("the cookbook", () => {
  const recipes = findAll(/^## (.*)$/gm, "docs/cookbook.md");

  it("has a test on the engine for every recipe, and none for others", () => {
    const tests = globSync("tests/engine/cookbook*.test.ts", { cwd: repositoryFolder });
    expect(findAll(/testRecipe\(\s*"([^"]+)"/g, ...tests)).to.have.members(recipes);
  });

  it("leads to every recipe from its table", () => {
    const table = findAll(/^\|.*\]\(#([a-z-]+)\)/gm, "docs/cookbook.md");
    const anchors = recipes.map((title) => title.toLowerCase().replaceAll(" ", "-"));
    expect(table).to.deep.equal(anchors);
  });
});
