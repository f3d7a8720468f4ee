import { expect } from "chai";
import { IosLobAppProvisioningConfigurationAssignments } from "pulumi-intune-provisioning";
import { groupId, liveGroup } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

describe("get", () => {
  let tenant: TestTenant;
  let stack: TestStack;
  let id: string;

  before(async () => {
    tenant = await openTestTenant();
    id = tenant.addConfiguration([liveGroup(1), liveGroup(2)]);
    stack = await openTestStack({
      tenant,
      program: () => {
        const { assignments, configurationId } = IosLobAppProvisioningConfigurationAssignments.get(
          "found",
          id,
        );
        return Promise.resolve({ assignments, configurationId });
      },
    });
  });
  after(() => tenant.close());

  it("reads the live set of a configuration that the stack does not manage", async () => {
    await stack.up();
    expect(stack.outputs()).to.deep.include({
      configurationId: id,
      assignments: [1, 2].map((number) => ({
        type: "groupAssignmentTarget",
        groupId: groupId(number),
      })),
    });
  });

  it("leaves it alone on destroy", async () => {
    await stack.destroy();
    expect(tenant.emulator.tenant.assignmentsOf(id)).to.have.length(2);
  });

  it("fails where there is no such configuration", async () => {
    id = "deadbeef-0000-4000-8000-000000000000";
    expect(await stack.failing(stack.up())).to.contain("404 ResourceNotFound");
  });
});
