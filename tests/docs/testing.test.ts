import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";

const run = promisify(execFile);
const repositoryFolder = join(import.meta.dirname, "..", "..");

describe("the unit test in docs/testing.md", () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "intune-unit-test-"));
    const text = await readFile(join(repositoryFolder, "docs", "testing.md"), "utf8");
    const [, code = ""] = /^```ts\n(.*?)^```/ms.exec(text) ?? [];
    await writeFile(join(folder, "app.test.ts"), code);
    await writeFile(join(folder, "package.json"), '{ "type": "module" }');
    await symlink(join(repositoryFolder, "node_modules"), join(folder, "node_modules"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const runTest = () =>
    run(process.execPath, ["--test", "--test-reporter=tap", "app.test.ts"], { cwd: folder });

  it("passes as it stands", async () => {
    const { stdout } = await runTest();
    expect(stdout).to.contain("ok 1 - the first ring and every device get the profile");
  });
});
