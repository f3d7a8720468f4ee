// @ts-nocheck
import { expect } from "chai";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
import { groupId } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

/** As docs/security.md lists them. */
describe("the permission that a command needs", () => {
  const writing = {
    clientId: "0d0d0d0d-0000-4000-8000-000000000001",
    clientSecret: "may-write",
    roles: ["DeviceManagementApps.ReadWrite.All"],
  };
  const reading = {
    clientId: "0d0d0d0d-0000-4000-8000-000000000002",
    clientSecret: "may-read",
    roles: ["DeviceManagementApps.Read.All"],
  };
  const nobody = { clientId: "", clientSecret: "" };
  let tenant: TestTenant;
  let stack: TestStack;
  let declared = [1];

  before(async () => {
    tenant = await openTestTenant({ applications: [writing, reading] });
    const configurationId = tenant.addConfiguration();
    stack = await openTestStack({
      tenant,
      program: () => {
        new IosLobAppProvisioningConfigurationAssignments("set", {
          configurationId,
          assignments: declared.map((number) => target.group(groupId(number))),
        });
        return Promise.resolve();
      },
    });
  });
  after(() => tenant.close());

  const signInAs = ({ clientId, clientSecret }: typeof nobody): void => {
    Object.assign(stack.stack.workspace.envVars, {
      AZURE_CLIENT_ID: clientId,
      AZURE_CLIENT_SECRET: clientSecret,
    });
    tenant.emulator.clearRequests();
  };

  it("is none for a preview, and for an up without a change: they ask nobody anything", async () => {
    signInAs(writing);
    await stack.up();
    signInAs(nobody);
    await stack.up();
    declared = [1, 2];
    expect((await stack.preview()).changes).to.deep.equal({ update: 1, same: 1 });
    expect(tenant.emulator.requests).to.deep.equal([]);
  });

  it("is to read for a refresh", async () => {
    signInAs(reading);
    expect((await stack.refresh()).changes).to.deep.equal({ same: 2 });
  });

  it("is to write for an up with a change, and for a destroy", async () => {
    signInAs(reading);
    for (const run of [stack.up, stack.destroy]) {
      expect(await stack.failing(run())).to.contain("DeviceManagementApps.ReadWrite.All");
    }
    signInAs(writing);
    expect((await stack.destroy()).changes).to.deep.equal({ delete: 2 });
  });
});
