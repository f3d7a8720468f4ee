import { spawnSync } from "node:child_process";
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { expect } from "chai";

const script = join(import.meta.dirname, "readWildProfiles.ts");
const runs = 10_000;

/** In a process of its own: what native code does to a process, no test in it survives to tell. */
function readInChild(...args: string[]) {
  const warnings = "--disable-warning=MODULE_TYPELESS_PACKAGE_JSON";
  return spawnSync(process.execPath, [warnings, script, ...args], { encoding: "utf8" });
}

describe("the reader of profiles", () => {
  for (const shape of JSON.parse(readInChild().stdout) as string[]) {
    it(`answers ${runs} edits of ${shape}`, () => {
      const seed = String(randomInt(2 ** 31));
      const { status, signal, stderr } = readInChild(shape, seed, String(runs));
      expect({ status, signal }, `seed ${seed}\n${stderr}`).to.deep.equal({
        status: 0,
        signal: null,
      });
    });
  }
});
