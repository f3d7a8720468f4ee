// @ts-nocheck
import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import {
  IosLobAppProvisioningConfigurationAssignments,
  target,
  type Mode,
} from "pulumi-intune-provisioning";
import { DoNothing } from "../../engine/doNothingResource.ts";
import { groupId } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestTenant } from "./tenantStack.ts";

describe("a preview", () => {
  let tenant: TestTenant;

  before(async () => {
    tenant = await openTestTenant();
  });
  after(() => tenant.close());

  it("takes values that are not known yet, wherever they stand, and the update then has them", async () => {
    const configurationId = tenant.addConfiguration();
    const stack = await openTestStack({
      tenant,
      stackName: "unknowns",
      program: () => {
        const late = new DoNothing("late", { group: groupId(1), configurationId });
        const late2 = new DoNothing("late-2", groupId(2));
        const lateList = new DoNothing("late-list", [{ targetGroupId: groupId(2) }]);
        new IosLobAppProvisioningConfigurationAssignments("set", {
          configurationId: late.late.configurationId,
          assignments: [
            target.group(groupId(3)),
            target.group(late.late.group),
            late2.late.apply((id) => target.exclusionGroup(id === groupId(2) ? groupId(4) : id)),
          ],
          groupAssignments: lateList.late,
          mode: late2.late.apply((): Mode => "additive"),
        });
        return Promise.resolve();
      },
    });
    const { changes, text } = await stack.preview();
    expect(changes).to.deep.equal({ create: 5 });
    expect(text).to.match(/configurationId *: \[unknown\]/);
    expect(tenant.emulator.requests).to.be.empty;
    await stack.up();
    expect(tenant.emulator.tenant.assignmentsOf(configurationId)).to.have.length(3);
    expect(tenant.emulator.tenant.groupAssignmentsOf(configurationId)).to.deep.equal([groupId(2)]);
  });

  it("warns that Intune does not support filters here, under the resource", async () => {
    const configurationId = tenant.addConfiguration();
    const stack = await openTestStack({
      tenant,
      stackName: "filters",
      program: () => {
        new IosLobAppProvisioningConfigurationAssignments("set", {
          configurationId,
          assignments: [target.allDevices({ filterId: groupId(5), filterType: "include" })],
        });
        return Promise.resolve();
      },
    });
    const { text } = await stack.preview();
    expect(text).to.match(/warning: .*assignments\[0\] has a filter.*not supported/s);
  });

  it("shows the replacement when the configuration changes, and the update moves the set", async () => {
    const first = tenant.addConfiguration();
    const second = tenant.addConfiguration();
    let configurationId = first;
    const stack = await openTestStack({
      tenant,
      stackName: "moved",
      program: () => {
        new IosLobAppProvisioningConfigurationAssignments("set", {
          configurationId,
          assignments: [target.group(groupId(1))],
        });
        return Promise.resolve();
      },
    });
    await stack.up();
    configurationId = second;
    expect((await stack.preview()).changes).to.deep.equal({ replace: 1, same: 1 });
    await stack.up();
    expect(tenant.emulator.tenant.assignmentsOf(first)).to.be.empty;
    expect(tenant.emulator.tenant.assignmentsOf(second)).to.have.length(1);
  });

  it("leaves a set alone whose changes the program ignores", async () => {
    const configurationId = tenant.addConfiguration();
    let declared = [1, 2];
    const stack = await openTestStack({
      tenant,
      stackName: "ignored",
      program: () => {
        new IosLobAppProvisioningConfigurationAssignments(
          "set",
          {
            configurationId,
            assignments: pulumi.output(declared.map((number) => target.group(groupId(number)))),
          },
          { ignoreChanges: ["assignments"] },
        );
        return Promise.resolve();
      },
    });
    await stack.up();
    declared = [3];
    expect((await stack.preview()).changes).to.deep.equal({ same: 2 });
  });
});
