import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { expect } from "chai";
import { writeBundles } from "../lightPulumi/writeBundles.ts";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
const preload = join(import.meta.dirname, "..", "lightPulumi", "preload.cjs");
const heavy = [
  "typescript",
  "@npmcli/arborist",
  "normalize-package-data",
  "@pulumi/pulumi/automation",
];

/** What the code prints in a process of Node.js with the preload that all tests run under. */
async function runLight(code: string, folder = import.meta.dirname): Promise<unknown> {
  const env = { ...process.env, NODE_OPTIONS: "" };
  const args = ["--require", preload, "-e", code];
  const { stdout } = await run(process.execPath, args, { cwd: folder, env });
  return JSON.parse(stdout);
}

const listLoaded = (code: string): string => `
  ${code};
  const loaded = Object.keys(require.cache).map((path) => path.replaceAll("\\\\", "/"));
  const isLoaded = (name) => loaded.some((path) => path.includes("/node_modules/" + name + "/"));
  console.log(JSON.stringify(${JSON.stringify(heavy)}.filter(isLoaded)));`;

describe("Pulumi as the tests load it", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "light-"));
    await writeFile(join(folder, "package.json"), "{}");
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("starts without the modules of the serializer and the Automation API", async () => {
    expect(await runLight(listLoaded(`require("@pulumi/pulumi")`))).to.deep.equal([]);
  });

  it("loads them for its serializer, which works as ever", async () => {
    const code = `
      const { runtime } = require(${JSON.stringify(require.resolve("@pulumi/pulumi"))});
      const { text } = await runtime.serializeFunction(() => "2.1.0".split("."));
      const packages = await runtime.computeCodePaths({});
      console.log(JSON.stringify([text.includes("2.1.0"), packages instanceof Map]));`;
    const results = await runLight(`(async () => {${code}})()`, folder);
    expect(results).to.deep.equal([true, true]);
  });

  it("loads the Automation API for whoever uses it", async () => {
    const code = `const { LocalWorkspace } = require("@pulumi/pulumi").automation;
      console.log(JSON.stringify(LocalWorkspace === require("@pulumi/pulumi/automation").LocalWorkspace));`;
    expect(await runLight(code)).to.equal(true);
  });

  it("and what the engine starts load from bundles, where there are some", async () => {
    await writeBundles(folder);
    const listModules = join(folder, "listModules.cjs");
    // The host prints its port when all is loaded.
    const code = `process.stdout.write = () => process.exit(console.error(JSON.stringify(Object.keys(require.cache))));`;
    await writeFile(listModules, code);
    const host = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    const args = ["--require", preload, "--require", listModules, host, "127.0.0.1:1"];
    const env = { ...process.env, NODE_OPTIONS: "", TEST_BUNDLES: folder };
    const { stderr } = await run(process.execPath, args, { env }).catch(
      (error: unknown) => error as { stderr: string },
    );
    const loaded = (JSON.parse(stderr) as string[]).filter((path) => !path.startsWith(folder));
    expect(loaded.filter((path) => path.includes("node_modules"))).to.deep.equal([]);
  });

  it("is whole for everybody else", async () => {
    const loaded = await runLight(listLoaded(`require("typescript")`));
    expect(loaded).to.deep.equal(["typescript"]);
  });

  it("is whole in a project that installed it", async () => {
    const shim = join(folder, "node_modules", "@pulumi", "pulumi", "typescript-shim.js");
    const pulumi = dirname(require.resolve("@pulumi/pulumi/package.json"));
    await cp(join(pulumi, "typescript-shim.js"), shim);
    const typescript = dirname(require.resolve("typescript/package.json"));
    await cp(typescript, join(folder, "node_modules", "typescript"), { recursive: true });
    const loaded = await runLight(listLoaded(`require(${JSON.stringify(shim)})`), folder);
    expect(loaded).to.deep.equal(["typescript"]);
  });
});
