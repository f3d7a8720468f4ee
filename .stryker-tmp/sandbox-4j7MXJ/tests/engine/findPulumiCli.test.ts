// @ts-nocheck
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { findPulumiCli } from "../../engine/findPulumiCli.ts";

const run = promisify(execFile);
const engineFolder = join(import.meta.dirname, "..", "..", "engine");

describe("the Pulumi CLI", () => {
  let folder: string;
  let bin: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "intune-cli-"));
    bin = join(folder, "bin");
    await mkdir(bin);
    await symlink(process.execPath, join(bin, "node"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** Runs a script of the engine's on a machine with nothing but Node. */
  const runBare = (
    script: string,
    args: string[] = [],
  ): Promise<{ stdout: string; stderr: string }> =>
    run(process.execPath, [join(engineFolder, script), ...args], {
      env: { PATH: bin, HOME: folder, XDG_CACHE_HOME: join(folder, "cache") },
    });

  const failureOf = (attempt: Promise<unknown>): Promise<{ code: number; stderr: string }> =>
    attempt.then(
      () => Promise.reject(new Error("It should have failed.")),
      (error: unknown) => error as { code: number; stderr: string },
    );

  it("is found, and new enough", async () => {
    expect((await findPulumiCli()).version?.compare("3.254.0")).to.be.at.least(0);
  });

  it("leaves its log of that in the tests' own home", async () => {
    await findPulumiCli();
    const home = process.env["PULUMI_HOME"] ?? homedir();
    expect(home).to.satisfy((path: string) => path.startsWith(tmpdir()));
    expect(await readdir(join(home, "logs"))).not.to.be.empty;
  });

  it("is run by npm run pulumi with its arguments and its exit code", async () => {
    const { stdout } = await run(process.execPath, [join(engineFolder, "pulumi.ts"), "version"]);
    expect(stdout.trim()).to.match(/^v?3\.\d+\.\d+/);
    const failed = await failureOf(
      run(process.execPath, [join(engineFolder, "pulumi.ts"), "no-such-command"]),
    );
    expect(failed.code).not.to.equal(0);
  });

  it("is one clear error where it can be neither found, nor installed, nor built", async () => {
    const { code, stderr } = await failureOf(runBare("findPulumiCli.ts"));
    expect(code).to.equal(1);
    expect(stderr).to.match(
      /No Pulumi CLI .* could be found, installed or built\. Install it .*Tried:/s,
    );
    for (const attempt of ["PATH:", "installer:", "go build:"]) expect(stderr).to.contain(attempt);
    expect(stderr).not.to.match(/\n +at /);
  });

  it("is passed over on PATH where it is too old", async () => {
    const old = join(bin, "pulumi");
    await writeFile(old, "#!/bin/sh\necho v3.200.0\n", { mode: 0o755 });
    const { stderr } = await failureOf(runBare("findPulumiCli.ts"));
    expect(stderr).to.contain("PATH: version 3.200.0 is older than 3.254.0");
  });
});
