// @ts-nocheck
import { expect } from "chai";
import {
  IosLobAppProvisioningConfigurationAssignments,
  target,
  type IosLobAppProvisioningConfigurationAssignmentsArgs,
} from "pulumi-intune-provisioning";
import { groupId, liveGroup } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

type Args = Omit<IosLobAppProvisioningConfigurationAssignmentsArgs, "configurationId">;

describe("entries that nobody has declared and no preview has shown", () => {
  let tenant: TestTenant;
  let stack: TestStack;
  let configurationId: string;
  let args: Args;

  before(async () => {
    tenant = await openTestTenant();
  });
  after(() => tenant.close());

  async function openStackOn(live: number[], declared: Args, stackName: string): Promise<void> {
    configurationId = tenant.addConfiguration(live.map(liveGroup));
    args = declared;
    stack = await openTestStack({
      tenant,
      stackName,
      program: () => {
        new IosLobAppProvisioningConfigurationAssignments("set", { configurationId, ...args });
        return Promise.resolve();
      },
    });
    tenant.takeRequests();
  }

  const live = (): unknown[] =>
    tenant.emulator.tenant
      .assignmentsOf(configurationId)
      .map((entry) => entry.groupId)
      .sort();

  describe("on create", () => {
    it("stop it before anything is sent, each named, with three ways out", async () => {
      await openStackOn([1, 8, 9], { assignments: [target.group(groupId(1))] }, "create-refused");
      const text = await stack.failing(stack.up());
      expect(text).to.contain(
        `Cannot assign iosLobAppProvisioningConfiguration ${configurationId}`,
      );
      expect(text).to.contain(`- groupAssignmentTarget ${groupId(8)}`);
      expect(text).to.contain(`- groupAssignmentTarget ${groupId(9)}`);
      expect(text).to.contain("declare them in `assignments`");
      expect(text).to.contain("run `pulumi refresh` first");
      expect(text).to.contain('set `unmanaged: "remove"`');
      expect(tenant.takeRequests()).not.to.contain("POST assign");
    });

    it("go once a refresh has let a preview show them", async () => {
      expect(await stack.failing(stack.up())).to.contain("Nothing was changed");
      await stack.refresh();
      const { text } = await stack.preview();
      expect(text).to.contain(`- groupAssignmentTarget ${groupId(8)}: {`);
      await stack.up();
      expect(live()).to.deep.equal([groupId(1)]);
      expect((await stack.preview()).changes).to.deep.equal({ same: 2 });
    });

    it("stay when the stack is destroyed after the refusal", async () => {
      await openStackOn([8], { assignments: [target.group(groupId(1))] }, "create-destroyed");
      await stack.failing(stack.up());
      await stack.destroy();
      expect(live()).to.deep.equal([groupId(8)]);
    });

    it("go at once where the program says so", async () => {
      await openStackOn([8], { assignments: [], unmanaged: "remove" }, "create-remove");
      await stack.up();
      expect(live()).to.deep.equal([]);
    });

    it("become ours when they are declared, without a write", async () => {
      await openStackOn(
        [1, 2],
        { assignments: [1, 2].map((n) => target.group(groupId(n))) },
        "create-adopt",
      );
      await stack.up();
      expect(tenant.takeRequests()).to.have.members(["GET assignments", "GET groupAssignments"]);
    });
  });

  describe("on update", () => {
    it("stop it, and the former state stays, so that the preview shows the same changes again", async () => {
      await openStackOn([], { assignments: [target.group(groupId(1))] }, "update-refused");
      await stack.up();
      tenant.emulator.tenant.addAssignment(configurationId, liveGroup(9));
      args = { assignments: [target.group(groupId(2))] };
      expect(await stack.failing(stack.up())).to.contain(`- groupAssignmentTarget ${groupId(9)}`);
      expect(live()).to.deep.equal([groupId(1), groupId(9)]);
      const { text } = await stack.preview();
      expect(text).to.contain(`- groupAssignmentTarget ${groupId(1)}: {`);
      expect(text).to.contain(`+ groupAssignmentTarget ${groupId(2)}: {`);
    });

    it("stop a change to authoritative mode, and a refresh then shows them", async () => {
      await openStackOn(
        [8],
        { assignments: [target.group(groupId(1))], mode: "additive" },
        "update-mode",
      );
      await stack.up();
      args = { assignments: [target.group(groupId(1))] };
      expect(await stack.failing(stack.up())).to.contain(`- groupAssignmentTarget ${groupId(8)}`);
      expect(live()).to.deep.equal([groupId(1), groupId(8)]);
      await stack.refresh();
      expect((await stack.preview()).text).to.contain(`- groupAssignmentTarget ${groupId(8)}: {`);
      await stack.up();
      expect(live()).to.deep.equal([groupId(1)]);
    });

    it("that a refresh has seen and the program then declares become ours", async () => {
      await openStackOn([], { assignments: [target.group(groupId(1))] }, "update-declared");
      await stack.up();
      tenant.emulator.tenant.addAssignment(configurationId, liveGroup(2));
      await stack.refresh();
      args = { assignments: [1, 2].map((n) => target.group(groupId(n))) };
      tenant.takeRequests();
      expect((await stack.up()).changes).to.deep.equal({ update: 1, same: 1 });
      expect(tenant.takeRequests()).not.to.contain("POST assign");
      await stack.destroy();
      expect(live()).to.deep.equal([]);
    });
  });

  describe("in the older collection", () => {
    it("stop a create that does not declare them", async () => {
      await openStackOn([], { assignments: [target.group(groupId(1))] }, "older-refused");
      tenant.emulator.tenant.setGroupAssignments(configurationId, [groupId(7)]);
      const text = await stack.failing(stack.up());
      expect(text).to.contain(`- groupAssignments entry ${groupId(7)}`);
      expect(text).to.contain("declare them in `groupAssignments`");
      expect(tenant.takeRequests()).not.to.contain("POST assign");
    });

    it("are managed once declared, and go when no longer declared", async () => {
      args = {
        ...args,
        groupAssignments: [{ targetGroupId: groupId(7) }, { targetGroupId: groupId(6) }],
      };
      await stack.up();
      const older = (): string[] =>
        tenant.emulator.tenant.groupAssignmentsOf(configurationId).toSorted();
      expect(older()).to.deep.equal([groupId(6), groupId(7)]);
      expect((await stack.refresh()).changes).to.deep.equal({ same: 2 });
      args = {
        assignments: [target.group(groupId(1))],
        groupAssignments: [{ targetGroupId: groupId(7) }],
      };
      expect((await stack.preview()).text).to.contain(`- ${groupId(6)}: {`);
      await stack.up();
      expect(older()).to.deep.equal([groupId(7)]);
      await stack.destroy();
      expect(older()).to.deep.equal([]);
    });
  });
});
