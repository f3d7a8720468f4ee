import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);
const mocha = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
const preload = pathToFileURL(join(import.meta.dirname, "useSdk.mjs")).href;

describe("the newest @pulumi/pulumi that the package takes", () => {
  let sdkFolder: string;

  before(async () => {
    sdkFolder = await mkdtemp(join(tmpdir(), "intune-sdk-"));
    await writeFile(join(sdkFolder, "package.json"), "{}");
    await run("npm", ["install", "--no-audit", "--no-fund", "@pulumi/pulumi@3"], {
      cwd: sdkFolder,
    });
  });
  after(() => rm(sdkFolder, { recursive: true }));

  // The end of an inline program is held at a call that is no promise of Pulumi's: see provider/src/program.
  for (const file of ["failedLookups", "failedInputs"]) {
    it(`deletes nothing after a failure: ${file}`, async () => {
      await run(process.execPath, [mocha, `tests/engine/${file}.test.ts`], {
        env: {
          ...process.env,
          NODE_OPTIONS: `--import=${preload}`,
          SDK_FOLDER: sdkFolder,
        },
      });
    });
  }
});
