import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { repositoryFolder } from "./links.ts";

interface Manifest {
  name: string;
  version?: string;
  private?: boolean;
  license: string;
  engines?: { node?: string };
  description?: string;
  keywords?: string[];
}

const read = (file: string): Manifest =>
  JSON.parse(readFileSync(join(repositoryFolder, file), "utf8")) as Manifest;
const files = globSync("{.,*,examples/*}/package.json", { cwd: repositoryFolder });

describe("the packages of the repository", () => {
  for (const file of files)
    it(`have one licence, and say which Node.js they need: ${file}`, () => {
      const manifest = read(file);
      expect(manifest.license).to.equal("Apache-2.0");
      expect(manifest.engines?.node).to.match(/^>=22\b/);
    });

  it("are published in one version, with what npm's search shows", () => {
    const published = files.map(read).filter((manifest) => manifest.private !== true);
    expect(published).to.have.lengthOf(3);
    expect(new Set(published.map(({ version }) => version)).size).to.equal(1);
    for (const { name, description, keywords } of published)
      expect([description, keywords?.length], name).not.to.include(undefined);
  });
});
