import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import {
  IosLobAppProvisioningConfigurationAssignments,
  target,
  type Mode,
} from "pulumi-intune-provisioning";
import { DoNothing } from "../../engine/doNothingResource.ts";
import { groupId } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type Run, type TestTenant } from "./tenantStack.ts";

describe("a preview", () => {
  let tenant: TestTenant;
  let ids: Record<"late" | "filtered" | "from" | "to" | "ignored", string>;
  let preview: Run;
  let changed: Run;

  before(async () => {
    tenant = await openTestTenant();
    const add = () => tenant.addConfiguration();
    ids = { late: add(), filtered: add(), from: add(), to: add(), ignored: add() };
    let moving = ids.from;
    let ignored = [1, 2];
    const stack = await openTestStack({
      tenant,
      program: () => {
        const late = new DoNothing("late", { group: groupId(1), configurationId: ids.late });
        const late2 = new DoNothing("late-2", groupId(2));
        const lateList = new DoNothing("late-list", [{ targetGroupId: groupId(2) }]);
        new IosLobAppProvisioningConfigurationAssignments("late", {
          configurationId: late.late.configurationId,
          assignments: [
            target.group(groupId(3)),
            target.group(late.late.group),
            late2.late.apply((id) => target.exclusionGroup(id === groupId(2) ? groupId(4) : id)),
          ],
          groupAssignments: lateList.late,
          mode: late2.late.apply((): Mode => "additive"),
        });
        new IosLobAppProvisioningConfigurationAssignments("filtered", {
          configurationId: ids.filtered,
          assignments: [target.allDevices({ filterId: groupId(5), filterType: "include" })],
        });
        new IosLobAppProvisioningConfigurationAssignments("moving", {
          configurationId: moving,
          assignments: [target.group(groupId(1))],
        });
        new IosLobAppProvisioningConfigurationAssignments(
          "ignored",
          {
            configurationId: ids.ignored,
            assignments: pulumi.output(ignored.map((number) => target.group(groupId(number)))),
          },
          { ignoreChanges: ["assignments"] },
        );
        return Promise.resolve();
      },
    });
    preview = await stack.preview();
    expect(tenant.emulator.requests).to.be.empty;
    await stack.up();
    moving = ids.to;
    ignored = [3];
    changed = await stack.preview();
    await stack.up();
  });
  after(() => tenant.close());

  it("takes values that are not known yet, wherever they stand, and the update then has them", () => {
    expect(preview.changes).to.deep.equal({ create: 8 });
    expect(preview.text).to.match(/configurationId *: \[unknown\]/);
    expect(tenant.emulator.tenant.assignmentsOf(ids.late)).to.have.length(3);
    expect(tenant.emulator.tenant.groupAssignmentsOf(ids.late)).to.deep.equal([groupId(2)]);
  });

  it("warns that Intune does not support filters here, under the resource", () => {
    expect(preview.text).to.match(/warning: .*assignments\[0\] has a filter.*not supported/s);
  });

  it("shows the replacement when the configuration changes, and the update moves the set", () => {
    expect(changed.changes).to.deep.equal({ replace: 1, same: 7 });
    expect(tenant.liveGroupIds(ids.from)).to.deep.equal([]);
    expect(tenant.liveGroupIds(ids.to)).to.deep.equal([groupId(1)]);
  });

  it("leaves a set alone whose changes the program ignores", () => {
    expect(tenant.liveGroupIds(ids.ignored)).to.deep.equal([1, 2].map(groupId));
  });
});
