import { globSync } from "node:fs";
import { basename } from "node:path";
import { expect } from "chai";
import { findBrokenLinks, findDocuments, readDocument, repositoryFolder } from "./links.ts";

const documents = findDocuments();

describe("the documentation", () => {
  it("is there", () => {
    expect(documents).to.include.members(["README.md", "docs/architecture.md"]);
  });

  it("has pages that are short, each of which the index leads to", () => {
    const pages = globSync("docs/*.md", { cwd: repositoryFolder });
    const index = readDocument("docs/README.md");
    for (const page of pages.map((file) => basename(file)).filter((name) => name !== "README.md"))
      expect(index).to.include(`(${page})`);
    for (const document of documents.filter((name) => name !== "CHANGELOG.md"))
      expect(readDocument(document).split("\n"), document).to.have.length.of.at.most(201);
  });

  for (const document of documents)
    it(`has links that lead somewhere: ${document}`, () => {
      expect(findBrokenLinks(document)).to.deep.equal([]);
    });
});
