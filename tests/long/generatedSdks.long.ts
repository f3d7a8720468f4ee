import { execFile } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { generateSdk } from "../../engine/generateSdk.ts";

const run = promisify(execFile);
const modules = join(import.meta.dirname, "..", "..", "node_modules");

/** `tests/native/python.test.ts` runs the one of Python. */
describe("a generated SDK of the native plugin", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "intune-sdk-"));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it("has types that hold, for TypeScript", async () => {
    await generateSdk("nodejs", folder);
    await symlink(modules, join(folder, "node_modules"));
    await run(join(modules, ".bin", "tsc"), ["--noEmit", "-p", folder]);
  });

  it("compiles, for Go", async () => {
    await generateSdk("go", folder);
    const sdk = "require github.com/pulumi/pulumi/sdk/v3 v3.274.1";
    await writeFile(join(folder, "go.mod"), `module pulumi-intune/sdk/go\n\ngo 1.26\n\n${sdk}\n`);
    await run("go", ["mod", "tidy"], { cwd: folder });
    await run("go", ["vet", "./..."], { cwd: folder });
  });
});
