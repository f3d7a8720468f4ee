import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { generateSdk } from "../../engine/generateSdk.ts";

const run = promisify(execFile);
const schema = join(
  import.meta.dirname,
  ...["..", "..", "provider", "dist", "native", "schema.json"],
);
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

  /** Nothing compiles it: Pulumi's package for .NET comes from NuGet only. */
  it("has a class for each resource and function, for .NET", async () => {
    await generateSdk("dotnet", folder);
    const { resources, functions } = JSON.parse(await readFile(schema, "utf8")) as {
      resources: object;
      functions: object;
    };
    const names = Object.keys({ ...resources, ...functions }).map((token) => token.split(":")[2]);
    const files = names.map((name = "") => `${name.charAt(0).toUpperCase()}${name.slice(1)}.cs`);
    expect(await readdir(folder)).to.include.members([...files, "Provider.cs"]);
    for (const file of files)
      expect(await readFile(join(folder, file), "utf8")).to.contain("namespace Pulumi.Intune\n");
  });
});
