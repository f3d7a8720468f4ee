import { execFile } from "node:child_process";
import { existsSync, globSync, statSync } from "node:fs";
import { mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { providerPointer } from "../../provider/dist/hosting/codec.js";
import { packPackage } from "../packPackage.ts";
import { findBrokenLinks, readDocument, repositoryAddress, repositoryFolder } from "./links.ts";

const run = promisify(execFile);
const { version } = JSON.parse(readDocument("provider/package.json")) as { version: string };
const released = `${repositoryAddress}/blob/v${version}`;

describe("the package as it is published", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "intune-package-"));
    const tarball = await packPackage(folder);
    const installed = join(folder, "node_modules", "pulumi-intune-provisioning");
    await run("mkdir", ["-p", installed]);
    await run("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);
    // What npm would install beside it.
    for (const name of [
      "@pulumi",
      "@azure",
      "asn1js",
      "async-lock",
      "axios",
      "commander",
      "saxes",
    ]) {
      await symlink(
        join(repositoryFolder, "node_modules", name),
        join(folder, "node_modules", name),
      );
    }
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("offers its resources and the modules that the pointers name, to a project outside", () => {
    const requireFromProject = createRequire(join(folder, "index.js"));
    expect(requireFromProject("pulumi-intune-provisioning")).to.include.keys(
      "IosLobAppProvisioningConfiguration",
      "IosLobAppProvisioningConfigurationAssignments",
      "ProvisionedApp",
      "target",
    );
    for (const name of ["handlers/assignments", "handlers/configuration"] as const) {
      const module = /require\("([^"]+)"\)/.exec(providerPointer(name))?.[1] ?? "";
      expect(requireFromProject(module)).to.have.property("create");
    }
  });

  it("brings a command, which runs by itself", async () => {
    const installed = join(folder, "node_modules", "pulumi-intune-provisioning");
    const manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8")) as {
      bin: Record<string, string>;
      version: string;
    };
    const command = join(installed, manifest.bin["pulumi-intune-provisioning"] ?? "");
    expect(await readFile(command, "utf8")).to.match(/^#!\/usr\/bin\/env node\n/u);
    const { stdout } = await run(process.execPath, [command, "--version"]);
    expect(stdout).to.equal(`${manifest.version}\n`);
  });

  it("holds bundled code with types, and what a reader needs first", async () => {
    const installed = join(folder, "node_modules", "pulumi-intune-provisioning");
    expect(await readdir(installed)).to.have.members([
      "LICENSE",
      "README.md",
      "bin",
      "dist",
      "docs",
      "package.json",
      "profiles",
    ]);
    // Where the help of the commands sends whoever has nothing but the package.
    expect(await readdir(join(installed, "docs"))).to.include.members([
      "report.schema.json",
      "settings.md",
    ]);
    // Whoever reads a stack trace finds the source's name above the function.
    const client = await readFile(join(installed, "dist", "openGraph.js"), "utf8");
    expect(client).to.match(/src\/graph\/sending\.ts\n/u);
  });

  it("has at most half of the files and bytes that it once had, and no map without its source", async () => {
    const installed = join(folder, "node_modules", "pulumi-intune-provisioning");
    const entries = await readdir(installed, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    expect(files).to.have.length.of.at.most(835 / 2);
    expect(bytes).to.be.at.most(2_400_000 / 2);
    expect(files.filter((file) => file.endsWith(".map"))).to.deep.equal([]);
  });

  it("has documentation whose links lead to what it holds", () => {
    const installed = join(folder, "node_modules", "pulumi-intune-provisioning");
    const documents = globSync("**/*.md", { cwd: installed });
    expect(documents).to.include.members(["README.md", "docs/settings.md"]);
    for (const document of documents)
      expect(findBrokenLinks(document, installed), document).to.deep.equal([]);
  });

  it("has a README whose links lead to the release's files in the repository, since npm shows it as a page", () => {
    const installed = join(folder, "node_modules", "pulumi-intune-provisioning");
    const links = [...readDocument("README.md", installed).matchAll(/\]\((?!#)([^)\s]+)\)/g)].map(
      ([, link = ""]) => link,
    );
    expect(links.filter((link) => !link.startsWith("https://"))).to.deep.equal([]);
    expect(links).to.include(`${released}/docs/settings.md#which-credential-signs-in`);
  });

  it("leads from its documentation to files that the repository has", () => {
    const installed = join(folder, "node_modules", "pulumi-intune-provisioning");
    const paths = globSync("**/*.md", { cwd: installed })
      .flatMap((document) => readDocument(document, installed).split(`](${released}/`).slice(1))
      .map((rest) => rest.split(/[)#]/)[0] ?? "");
    expect(paths).to.include.members(["docs/settings.md", "examples/github-actions"]);
    expect(paths.filter((path) => !existsSync(join(repositoryFolder, path)))).to.deep.equal([]);
  });
});
