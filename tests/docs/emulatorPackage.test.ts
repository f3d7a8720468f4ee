import { execFile } from "node:child_process";
import { existsSync, globSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { packPackage } from "../packPackage.ts";
import { findBrokenLinks } from "./links.ts";

const run = promisify(execFile);
const repositoryFolder = join(import.meta.dirname, "..", "..");

interface Manifest {
  private?: boolean;
  version: string;
  bin: Record<string, string>;
  engines: { node: string };
  dependencies: Record<string, string>;
}

describe("the emulator as it is published", () => {
  let folder: string;
  let installed: string;
  let manifest: Manifest;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "intune-emulator-package-"));
    const tarball = await packPackage(folder, "emulator");
    installed = join(folder, "node_modules", "intune-graph-emulator");
    await mkdir(installed, { recursive: true });
    await run("tar", ["-xzf", tarball, "-C", installed, "--strip-components=1"]);
    manifest = JSON.parse(await readFile(join(installed, "package.json"), "utf8")) as Manifest;
    // What npm would install beside it.
    for (const name of Object.keys(manifest.dependencies)) {
      const link = join(folder, "node_modules", name);
      await mkdir(dirname(link), { recursive: true });
      const own = join(repositoryFolder, "emulator", "node_modules", name);
      await symlink(existsSync(own) ? own : join(repositoryFolder, "node_modules", name), link);
    }
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("may be published, for Node 22 and later, with all that it needs", async () => {
    expect(manifest.private).to.equal(undefined);
    expect(manifest.engines.node).to.match(/^>=22\b/u);
    expect(await readdir(installed)).to.have.members([
      "LICENSE",
      "README.md",
      "bin",
      "dist",
      "docs",
      "openapi.json",
      "package.json",
      "profiles",
    ]);
    for (const document of globSync("{,docs/}*.md", { cwd: installed }))
      expect(findBrokenLinks(document, installed), document).to.deep.equal([]);
  });

  it("runs as a program outside of this repository, with a tenant of its own", async () => {
    const command = join(installed, manifest.bin["intune-graph-emulator"] ?? "");
    expect(await readFile(command, "utf8")).to.match(/^#!\/usr\/bin\/env node\n/u);
    const version = await run(process.execPath, [command, "--version"], { cwd: folder });
    expect(version.stdout).to.equal(`${manifest.version}\n`);
    const script = `fetch(process.env.INTUNE_EMULATOR_CONTROL + "/tenant")
      .then(async (response) => console.log((await response.json()).configurations.length))`;
    const args = [command, "--control-port", "0", "--", process.execPath, "-e", script];
    const { stdout } = await run(process.execPath, args, { cwd: folder });
    expect(stdout).to.equal("3\n");
  });

  it("is a library as well", async () => {
    const script = `import { createEmulator } from "intune-graph-emulator";
      const emulator = await createEmulator();
      console.log(emulator.tenant.configurations.length);
      await emulator.close();`;
    const args = ["--input-type=module", "-e", script];
    expect((await run(process.execPath, args, { cwd: folder })).stdout).to.equal("0\n");
  });

  it("fakes the command lines that a developer signs in by", async () => {
    const script = `import { createEmulator } from "intune-graph-emulator";
      import { execFileSync } from "node:child_process";
      const emulator = await createEmulator();
      const az = await emulator.writeFakeAz(process.cwd(), { token: "a token" });
      const args = ["account", "get-access-token", "--output", "json", "--resource", "https://graph.microsoft.com"];
      console.log(JSON.parse(execFileSync(az, args, { encoding: "utf8" })).accessToken);
      await emulator.close();`;
    const args = ["--input-type=module", "-e", script];
    expect((await run(process.execPath, args, { cwd: folder })).stdout).to.equal("a token\n");
  });
});
