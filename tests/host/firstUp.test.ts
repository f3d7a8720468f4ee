import { join } from "node:path";
import { expect } from "chai";
import { followReadme, installByPnpm, readmeCommands } from "./installations.ts";

describe("README's commands to a first up", () => {
  it("are five, and the first one builds", () => {
    expect(readmeCommands).to.have.length(5);
    expect(readmeCommands[0]).to.equal("npm ci && npm run build");
  });

  it("run as they stand", async () => {
    const { succeed, tenant } = await followReadme();
    const last = readmeCommands.at(-1)?.replace(/pulumi up$/, "pulumi up --yes") ?? "";
    const output = await succeed("bash", "-ec", `cd apps\n${last}`);
    expect(output).to.match(/IosLobAppProvisioningConfigurationAssignments Sample created/);
    expect(output).to.match(/Resources:\s+\+ 4 created/);
    // It went to the emulator that the last command started, and to no other tenant.
    expect(tenant.emulator.requests).to.be.empty;
  });

  // `pulumi up` has checked the types by the version that `init` asks for.
  it("write a project whose types hold under TypeScript 5.9 too", async () => {
    const { run } = await followReadme();
    const older = join(await installByPnpm(), "node_modules", "typescript", "bin", "tsc");
    const { output, code } = await run(process.execPath, older, "--project", "apps");
    expect([output, code]).to.deep.equal(["", 0]);
  });
});
