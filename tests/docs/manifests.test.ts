import { spawnSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { satisfies, subset } from "semver";
import { readDocument, repositoryAddress, repositoryFolder } from "./links.ts";

interface Manifest {
  name: string;
  version?: string;
  private?: boolean;
  license: string;
  engines?: { node?: string };
  description?: string;
  keywords?: string[];
  author?: string;
  homepage?: string;
  bugs?: { url: string };
  repository?: { type: string; url: string; directory?: string };
}

const read = (file: string): Manifest =>
  JSON.parse(readFileSync(join(repositoryFolder, file), "utf8")) as Manifest;
const files = globSync("{.,*,examples/*}/package.json", { cwd: repositoryFolder });

describe("the packages of the repository", () => {
  for (const file of files)
    it(`have one licence, and say which Node.js they need: ${file}`, () => {
      const manifest = read(file);
      expect(manifest.license).to.equal("Apache-2.0");
      expect(manifest.engines?.node).to.match(/^(?:>=22\.15|>=22\.18|\^22\.18 \|\| >=24\.11)$/);
    });

  it("ask for a Node.js on which all that they install runs, and npm does not warn of each package", () => {
    const { packages } = JSON.parse(readDocument("package-lock.json")) as {
      packages: Record<string, Partial<Manifest>>;
    };
    const needed = read("package.json").engines?.node ?? "";
    const others = Object.entries(packages).filter(
      ([, { engines }]) => engines?.node !== undefined && !subset(needed, engines.node),
    );
    expect(others.map(([path]) => path)).to.deep.equal([]);
    // Under engine-strict, npm would refuse a clone on Node.js 20, whose scripts bring a later one.
    expect(readDocument(".npmrc"))
      .to.match(/^loglevel=error$/m)
      .and.not.include("engine-strict");
    const [, said = ""] = /You need Node\.js (.*?) or later/.exec(readDocument("README.md")) ?? [];
    expect(needed.match(/[\d.]+/g)).to.deep.equal(said.split(", "));
  });

  for (const [folder, command] of [
    ["provider", "pulumi-intune-provisioning"],
    ["provider", "pulumi-resource-intune"],
    ["emulator", "intune-graph-emulator"],
  ] as const)
    it(`refuse an older Node.js in one line: ${command}`, () => {
      const { name, engines } = read(join(folder, "package.json"));
      const older = `data:text/javascript,
        const versions = { ...process.versions, node: "22.14.0" };
        Object.defineProperties(process, { version: { value: "v22.14.0" }, versions: { value: versions } });`;
      const args = ["--import", older, join(folder, "bin", `${command}.js`)];
      const { status, stderr } = spawnSync(process.execPath, args, { cwd: repositoryFolder });
      expect(satisfies("22.14.0", engines?.node ?? "")).to.equal(false);
      expect([status, String(stderr)]).to.deep.equal([
        1,
        `${name} needs Node.js 22.15 or later; this is v22.14.0.\n`,
      ]);
    });

  for (const folder of [".", "provider", "emulator", "policy"])
    it(`say where the project lives, and who made it: ${folder}`, () => {
      const { author, homepage, bugs, repository } = read(join(folder, "package.json"));
      expect(author).to.equal("The pulumi-intune-provisioning authors");
      expect(homepage?.startsWith(repositoryAddress)).to.equal(true);
      expect(bugs).to.deep.equal({ url: `${repositoryAddress}/issues` });
      expect(repository).to.deep.equal({
        type: "git",
        url: `git+${repositoryAddress}.git`,
        ...(folder !== "." && { directory: folder }),
      });
    });

  it("have around them what a contributor and their tools look for", () => {
    const files = [
      ...[".editorconfig", ".nvmrc", ".devcontainer/devcontainer.json", "LICENSE"],
      ...["CHANGELOG.md", "CODE_OF_CONDUCT.md", "CONTRIBUTING.md", "SECURITY.md"],
      ...["dependabot.yml", "pull_request_template.md", "ISSUE_TEMPLATE/bug.yml"].map(
        (file) => `.github/${file}`,
      ),
    ];
    expect(files.filter((file) => readDocument(file).trim() === "")).to.deep.equal([]);
  });

  it("have owners, whom CONTRIBUTING has created before the first release", () => {
    const owners = "@pulumi-intune-provisioning/maintainers";
    expect(readDocument(".github/CODEOWNERS")).to.equal(`* ${owners}\n`);
    for (const part of owners.replace("@", "").split("/"))
      expect(readDocument("CONTRIBUTING.md").split("## Before a release")[1]).to.include(part);
  });

  it("are published in one version, with what npm's search shows", () => {
    const published = files.map(read).filter((manifest) => manifest.private !== true);
    expect(published).to.have.lengthOf(3);
    expect(new Set(published.map(({ version }) => version)).size).to.equal(1);
    for (const { name, description, keywords } of published)
      expect([description, keywords?.length], name).not.to.include(undefined);
  });
});
