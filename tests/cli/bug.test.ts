import { expect } from "chai";
import { runCli } from "./runCli.ts";

describe("an error in the command's own code", () => {
  it("says that it is one, with its stack and what to do", async () => {
    const breaking = "process.stdout.write = () => { throw new TypeError('x is undefined'); };";
    const { stdout, stderr, exitCode } = await runCli(["--version"], {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(breaking)}`,
    });
    expect([stdout, exitCode]).to.deep.equal(["", 1]);
    expect(stderr)
      .to.match(/^This is a fault of pulumi-intune-provisioning \d/)
      .and.to.match(/x is undefined\nPlease open an issue[^]*at /);
  });
});
