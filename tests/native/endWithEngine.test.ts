import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect } from "chai";

const main = join(import.meta.dirname, "..", "..", "provider", "dist", "native", "main.js");

/** `tests/engine/kills.test.ts` kills the engine of the dynamic provider. */
describe("the native plugin", () => {
  it("ends with its engine, which holds the other end of stdin", async () => {
    const plugin = spawn(process.execPath, [main], { stdio: ["pipe", "pipe", "inherit"] });
    await once(plugin.stdout, "data");
    plugin.stdin.end();
    expect(await once(plugin, "exit")).to.deep.equal([1, null]);
  });

  it("serves on without one, as for a debugger", async () => {
    const plugin = spawn(process.execPath, [main], { stdio: ["ignore", "pipe", "inherit"] });
    const [port] = (await once(plugin.stdout, "data")) as [Buffer];
    expect(port.toString()).to.match(/^\d+\n$/u);
    plugin.kill();
    expect(await once(plugin, "exit")).to.deep.equal([null, "SIGTERM"]);
  });
});
