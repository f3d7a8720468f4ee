import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { providerPointer } from "../../provider/dist/dynamic/providerPointer.js";
import { packPackage } from "../packPackage.ts";

const run = promisify(execFile);
const repositoryFolder = join(import.meta.dirname, "..", "..");

describe("the package as it is published", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "intune-package-"));
    const tarball = await packPackage(folder);
    const installed = join(folder, "node_modules", "pulumi-intune-provisioning");
    await run("mkdir", ["-p", installed]);
    await run("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);
    // What npm would install beside it.
    for (const name of ["@pulumi", "@azure", "asn1js", "async-lock", "axios", "saxes"]) {
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

  it("holds code with types, sources and source maps, and what a reader needs first", async () => {
    const installed = join(folder, "node_modules", "pulumi-intune-provisioning");
    expect(await readdir(installed)).to.have.members([
      "LICENSE",
      "README.md",
      "dist",
      "docs",
      "package.json",
      "src",
    ]);
    expect(await readdir(join(installed, "dist"))).to.include.members([
      "index.js",
      "index.d.ts",
      "index.js.map",
    ]);
    // Where the help of the commands sends whoever has nothing but the package.
    expect(await readdir(join(installed, "docs"))).to.include("settings.md");
  });
});
