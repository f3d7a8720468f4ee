import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { text as readText } from "node:stream/consumers";
import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
import { findPulumiCli } from "../../engine/findPulumiCli.ts";
import { groupId, liveGroup } from "./liveTargets.ts";
import { findPack } from "./policyPack.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

describe("the policy pack on a state file", () => {
  let tenant: TestTenant;
  let stack: TestStack;
  let stateFile: string;

  before(async () => {
    tenant = await openTestTenant();
    const [secretId, foundId] = [
      tenant.addConfiguration(),
      tenant.addConfiguration([liveGroup(1)]),
    ];
    stack = await openTestStack({
      tenant,
      stackName: "prod",
      program: () => {
        new IosLobAppProvisioningConfigurationAssignments("hidden", {
          configurationId: secretId,
          assignments: pulumi.secret([target.allDevices()]),
          mode: "additive",
        });
        new IosLobAppProvisioningConfigurationAssignments("excluded", {
          configurationId: tenant.addConfiguration(),
          assignments: [
            target.allLicensedUsers(),
            target.exclusionGroup(pulumi.secret(groupId(2))),
          ],
          mode: "additive",
        });
        IosLobAppProvisioningConfigurationAssignments.get("found", foundId);
        return Promise.resolve();
      },
    });
    await stack.up();
    const backendFile = join(tenant.folder.path, "backend/.pulumi/stacks/quickstart/prod.json");
    const { checkpoint } = JSON.parse(await readFile(backendFile, "utf8")) as {
      checkpoint: { latest: unknown };
    };
    stateFile = join(tenant.folder.path, "state.json");
    await writeFile(stateFile, JSON.stringify({ version: 3, deployment: checkpoint.latest }));
  });
  after(() => tenant.close());

  /** What `pulumi policy analyze` prints; it must fail, because a mandatory rule finds something. */
  async function analyze(environment: Record<string, string>): Promise<string> {
    const { workspace } = stack.stack;
    const args = ["policy", "analyze", "--file", stateFile, "--policy-pack", await findPack()];
    const env = { ...process.env, ...workspace.envVars, ...environment };
    const { command } = await findPulumiCli();
    // Not by spawnSync: the CLI asks this process for the key of the secrets.
    const child = spawn(command, args, { cwd: workspace.workDir, env });
    const closed = new Promise<number | null>((resolve, reject) => {
      child.on("error", reject).on("close", resolve);
    });
    const printed = await Promise.all([readText(child.stdout), readText(child.stderr)]);
    expect(await closed, printed.join("")).not.to.equal(0);
    return printed.join("");
  }

  it("says of a set whose secrets were not decrypted that it can't be judged, and fails", async () => {
    const text = await analyze({ VAULT_SERVER_URL: "http://127.0.0.1:1" });
    expect(text).to.contain("analyzing with secret values redacted");
    for (const name of ["hidden", "excluded"]) {
      expect(text).to.match(
        new RegExp(`\\[mandatory\\] {2}broad-targets-in-production {2}\\(\\S+: ${name}\\)`),
      );
    }
    expect(text).to.contain("assignments can't be judged");
    expect(text).not.to.match(/\[mandatory\].*: found\)/);
  });

  it("judges it where the secrets can be decrypted", async () => {
    const text = await analyze({});
    expect(text).to.contain("assignments has allDevicesAssignmentTarget");
    expect(text).not.to.contain("can't be judged");
  });
});
