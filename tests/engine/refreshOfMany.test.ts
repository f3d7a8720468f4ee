import { expect } from "chai";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
import { groupId, liveGroup } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

const count = 30;
/** So many ask for their sets before the list is there. */
const parallel = 4;

describe("a refresh of many sets on the engine", () => {
  let tenant: TestTenant;
  let stack: TestStack;
  let configurationIds: string[];

  before(async () => {
    // With latency, as it is with Graph: the list comes while sets are being asked for.
    tenant = await openTestTenant({ latencyMs: 20 });
    configurationIds = Array.from({ length: count }, () => tenant.addConfiguration());
    stack = await openTestStack({
      tenant,
      program: () => {
        configurationIds.forEach((configurationId, index) => {
          new IosLobAppProvisioningConfigurationAssignments(`set-${index}`, {
            configurationId,
            assignments: [target.group(groupId(1))],
          });
        });
        return Promise.resolve();
      },
    });
    await stack.up();
  });
  after(() => tenant.close());
  beforeEach(() => void tenant.takeRequests());

  it("sends fewer requests than there are sets, and finds nothing where nothing has changed", async () => {
    const { changes } = await stack.refresh({ parallel, expectNoChanges: true });
    expect(changes).to.deep.equal({ same: count + 1 });
    const requests = tenant.takeRequests();
    expect(requests).to.include("GET iosLobAppProvisioningConfigurations");
    expect(requests.length).to.be.below(count);
  });

  it("shows every set that has changed in the portal, and those that are gone", async () => {
    const drifted = configurationIds.filter((_, index) => index % 7 === 0);
    for (const id of drifted) tenant.emulator.tenant.addAssignment(id, liveGroup(2));
    const [, gone = ""] = configurationIds;
    tenant.emulator.tenant.removeConfiguration(gone);
    const { changes } = await stack.refresh();
    expect(changes).to.deep.equal({
      update: drifted.length,
      delete: 1,
      same: count - drifted.length,
    });
  });

  it("asks for each set on its own where the setting says so", async () => {
    await stack.stack.setConfig("intune:refreshFromList", { value: "false" });
    await stack.refresh({ runProgram: true });
    expect(tenant.takeRequests()).to.deep.equal(Array(count - 1).fill("GET assignments"));
  });
});
