import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { openHostProject } from "./hostProject.ts";
import { installByNpm } from "./installations.ts";

const cli = fileURLToPath(new URL("cli.js", import.meta.resolve("intune-graph-emulator")));

describe("intune-graph-emulator -- pulumi up", () => {
  it("runs a program against an emulator of its own, whatever tenant the environment names", async () => {
    const project = await openHostProject({
      installation: await installByNpm(),
      files: {
        "index.ts": `import { ProvisionedApp, target } from "pulumi-intune-provisioning";
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
      const up = ["up", "--yes", "--skip-preview", "--non-interactive", "--color", "never"];
      const output = await project.succeed(process.execPath, cli, "--log", "--", "pulumi", ...up);
      expect(output).to.match(/ POST \S+\/assign 204$/mu);
      expect(output).to.include("+ 4 created");
      expect(project.tenant.emulator.requests).to.deep.equal([]);
    } finally {
      await project.close();
    }
  });
});
