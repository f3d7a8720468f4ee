import { globSync } from "node:fs";
import { expect } from "chai";
import { findBrokenLinks, repositoryFolder } from "./links.ts";

const documents = globSync(["*.md", "docs/**/*.md", "{emulator,policy,examples/*}/README.md"], {
  cwd: repositoryFolder,
});

describe("the documentation", () => {
  it("is there", () => {
    expect(documents).to.include.members(["README.md", "docs/architecture.md"]);
  });

  for (const document of documents)
    it(`has links that lead somewhere: ${document}`, () => {
      expect(findBrokenLinks(document)).to.deep.equal([]);
    });
});
