import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { openHostProject } from "./hostProject.ts";
import { installByNpm } from "./installations.ts";

const cli = fileURLToPath(new URL("cli.js", import.meta.resolve("intune-graph-emulator")));

describe("intune-graph-emulator -- pulumi up", () => {
  it("deploys and destroys on a tenant that it keeps, whatever tenant the environment names", async () => {
    const project = await openHostProject({
      installation: await installByNpm(),
      files: {
        // Not in TypeScript: README's programs are.
        "index.js": `const { ProvisionedApp, target } = require("pulumi-intune-provisioning");
          new ProvisionedApp("Scanner", {
            payload: "scanner.mobileprovision",
            assignments: [target.allDevices()],
          });`,
        "scanner.mobileprovision": makeProfile({
          name: "Scanner",
          expires: new Date("2036-01-01"),
        }),
      },
      environment: {
        ARM_CLIENT_ID: "another",
        ARM_CLIENT_SECRET: "real",
        ARM_TENANT_ID: "another",
      },
    });
    try {
      const flags = ["--yes", "--skip-preview", "--non-interactive", "--color", "never"];
      const emulated = (command: string) =>
        project.succeed(
          process.execPath,
          ...[cli, "--log", "--state", ".emulator", "--", "pulumi", command, ...flags],
        );
      const output = await emulated("up");
      expect(output).to.match(/ POST \S+\/assign 204$/mu);
      expect(output).to.include("+ 4 created");
      // Another emulator, with the tenant of the first.
      expect(await emulated("destroy")).to.match(/ DELETE \S+ 204$/mu);
      expect(project.tenant.emulator.requests).to.deep.equal([]);
    } finally {
      await project.close();
    }
  });
});
