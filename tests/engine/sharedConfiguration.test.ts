import { expect } from "chai";
import {
  IosLobAppProvisioningConfigurationAssignments,
  target,
  type Mode,
} from "pulumi-intune-provisioning";
import { groupId, liveGroup } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

describe("two resources on one configuration", () => {
  let tenant: TestTenant;
  let stack: TestStack;
  let configurationId: string;
  let mode: Mode;

  before(async () => {
    tenant = await openTestTenant();
  });
  after(() => tenant.close());

  async function openStack(stackName: string, live: number[] = []): Promise<void> {
    configurationId = tenant.addConfiguration(live.map(liveGroup));
    stack = await openTestStack({
      tenant,
      stackName,
      program: () => {
        for (const number of [1, 2]) {
          new IosLobAppProvisioningConfigurationAssignments(`set-${number}`, {
            configurationId,
            assignments: [target.group(groupId(number))],
            mode,
          });
        }
        return Promise.resolve();
      },
    });
  }

  const live = (): unknown[] => tenant.liveGroupIds(configurationId);

  it("in additive mode add theirs side by side and leave others alone", async () => {
    mode = "additive";
    await openStack("additive", [9]);
    await stack.up();
    expect(live()).to.deep.equal([groupId(1), groupId(2), groupId(9)]);
    expect((await stack.preview({ refresh: true, expectNoChanges: true })).changes).to.deep.equal({
      same: 3,
    });
  });

  it("in additive mode take only theirs away, one by one or all", async () => {
    await stack.destroy();
    expect(live()).to.deep.equal([groupId(9)]);
  });

  it("in authoritative mode refuse each other: the second writes nothing", async () => {
    mode = "authoritative";
    await openStack("authoritative");
    const text = await stack.failing(stack.up());
    expect(text).to.match(/has its assignments in the .* "set-[12]" already/);
    expect(live()).to.have.length.at.most(1);
  });
});
