import { execFile } from "node:child_process";
import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { packPackage } from "../packPackage.ts";

const run = promisify(execFile);

describe("the policy pack as it is published", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "intune-policy-"));
    const tarball = await packPackage(folder, "policy");
    await run("tar", ["-xzf", tarball, "-C", folder, "--strip-components=1"]);
  });
  after(() => rm(folder, { recursive: true, force: true }));

  it("is a folder that the engine can start: a project file, and a main that serves", async () => {
    const project = await readFile(join(folder, "PulumiPolicy.yaml"), "utf8");
    expect(project).to.contain("runtime: nodejs");
    const { main } = JSON.parse(await readFile(join(folder, "package.json"), "utf8")) as {
      main: string;
    };
    expect(await readFile(join(folder, main), "utf8")).to.match(/new \w+\.PolicyPack/);
  });

  it("holds code with types, and what a reader needs first", async () => {
    expect(await readdir(folder)).to.include.members(["LICENSE", "README.md", "dist"]);
    expect(await readdir(join(folder, "dist"))).to.include.members(["index.js", "index.d.ts"]);
  });

  it("asks for nothing but the policy SDK when it is installed", async () => {
    const text = await readFile(join(folder, "package.json"), "utf8");
    const { dependencies } = JSON.parse(text) as { dependencies: object };
    expect(dependencies).to.have.all.keys("@pulumi/policy");
  });
});
