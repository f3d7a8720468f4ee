import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect } from "chai";
import { runCommandLine } from "../../provider/dist/cli/runCommandLine.js";

describe("an error in the command's own code", () => {
  it("says that it is one, with its stack and what to do", async () => {
    const stderr = new PassThrough();
    const broken = {
      write() {
        throw new TypeError("x is undefined");
      },
    };
    const streams = { stdout: broken, stderr } as unknown as NodeJS.Process;
    const process = { ...streams, env: {}, exitCode: 0 };
    await runCommandLine(["--version"], process);
    expect(process.exitCode).to.equal(1);
    stderr.end();
    expect(await text(stderr))
      .to.match(/^This is a fault of pulumi-intune-provisioning \d/)
      .and.to.match(/Please open an issue[^]*at .*bug\.test\.ts/);
  });
});
