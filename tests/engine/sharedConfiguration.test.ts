import { expect } from "chai";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
import { groupId, liveGroup } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

describe("two resources on one configuration, in additive mode,", () => {
  let tenant: TestTenant;
  let stack: TestStack;
  let configurationId: string;

  before(async () => {
    tenant = await openTestTenant();
    configurationId = tenant.addConfiguration([liveGroup(9)]);
    stack = await openTestStack({
      tenant,
      program: () => {
        for (const number of [1, 2])
          new IosLobAppProvisioningConfigurationAssignments(`set-${number}`, {
            configurationId,
            assignments: [target.group(groupId(number))],
            mode: "additive",
          });
        return Promise.resolve();
      },
    });
  });
  after(() => tenant.close());

  const live = (): unknown[] => tenant.liveGroupIds(configurationId);

  it("add theirs side by side and leave others alone", async () => {
    await stack.up();
    expect(live()).to.deep.equal([groupId(1), groupId(2), groupId(9)]);
    const { changes } = await stack.preview({ refresh: true, expectNoChanges: true });
    expect(changes).to.deep.equal({ same: 3 });
  });

  it("take only theirs away", async () => {
    await stack.destroy();
    expect(live()).to.deep.equal([groupId(9)]);
  });
});
