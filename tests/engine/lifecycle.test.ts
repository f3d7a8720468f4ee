import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";
import { groupId, liveGroup } from "./liveTargets.ts";
import { isNative } from "../handlers/nativeShell.ts";
import { printedEntry, shell } from "./shell.ts";

const { target } = shell;

describe("the life of an assignment set on the engine", () => {
  let tenant: TestTenant;
  let stack: TestStack;
  let configurationId: string;
  let declared: number[];

  before(async () => {
    tenant = await openTestTenant();
    configurationId = tenant.addConfiguration();
    stack = await openTestStack({
      tenant,
      program: () => {
        const set = new shell.IosLobAppProvisioningConfigurationAssignments("set", {
          configurationId,
          assignments: declared.map((number) => target.group(groupId(number))),
        });
        const { assignments, groupAssignments, unmanagedAssignments } = set;
        const found = pulumi.all([unmanagedAssignments, set.unmanagedGroupAssignments]);
        return Promise.resolve({ assignments, groupAssignments, found });
      },
    });
  });
  after(() => tenant.close());
  beforeEach(() => void tenant.takeRequests());

  const live = (): unknown[] => tenant.liveGroupIds(configurationId);
  const entryOf = (number: number) => ({ type: "groupAssignmentTarget", groupId: groupId(number) });

  it("creates with one read of each collection, one assign and one read-back", async () => {
    declared = [1, 2, 3];
    const { changes } = await stack.up();
    expect(changes).to.deep.equal({ create: 2 });
    expect(tenant.takeRequests()).to.have.members([
      "GET assignments",
      "GET groupAssignments",
      "POST assign",
      "GET assignments",
    ]);
    expect(live()).to.deep.equal([groupId(1), groupId(2), groupId(3)]);
    expect(stack.outputs()).to.deep.include({
      assignments: [1, 2, 3].map(entryOf),
      groupAssignments: null,
      found: [[], []],
    });
  });

  it("sends nothing when nothing but the order has changed, not even for a token", async () => {
    declared = [3, 1, 2];
    expect((await stack.up()).changes).to.deep.equal({ same: 2 });
    expect(tenant.emulator.requests).to.be.empty;
  });

  it("prints in a preview which entry goes and which comes", async () => {
    declared = [2, 3, 4];
    const { text } = await stack.preview();
    expect(text).to.match(printedEntry("-", 1));
    expect(text).to.match(printedEntry("+", 4));
    for (const kept of [2, 3])
      for (const sign of ["+", "-"] as const) expect(text).not.to.match(printedEntry(sign, kept));
    expect(tenant.emulator.requests).to.be.empty;
  });

  it("updates to what the preview has shown", async () => {
    expect((await stack.up()).changes).to.deep.equal({ update: 1, same: 1 });
    expect(live()).to.deep.equal([groupId(2), groupId(3), groupId(4)]);
  });

  it("shows what was taken away in the portal as drift, and repairs it", async () => {
    tenant.emulator.tenant.removeAssignment(
      configurationId,
      (entry) => entry.groupId === groupId(2),
    );
    const { text } = await stack.preview({ refresh: true });
    expect(text).to.match(printedEntry("+", 2));
    await stack.up({ refresh: true });
    expect(live()).to.deep.equal([groupId(2), groupId(3), groupId(4)]);
  });

  it("fails on drift where none is expected", async () => {
    tenant.emulator.tenant.addAssignment(configurationId, liveGroup(9));
    const text = await stack.failing(stack.preview({ refresh: true, expectNoChanges: true }));
    expect(text).to.match(printedEntry("-", 9));
  });

  it("shows the program what a refresh has found, and removes it once a preview has shown it", async () => {
    await stack.refresh({ runProgram: true });
    expect(stack.outputs()).to.deep.include({
      assignments: [2, 3, 4, 9].map(entryOf),
      found: [[entryOf(9)], []],
    });
    const { assignments, unmanagedAssignments } = stack.recorded().outputs;
    if (isNative) expect(unmanagedAssignments).to.deep.equal([entryOf(9)]);
    else
      expect(assignments).to.have.deep.property(`groupAssignmentTarget ${groupId(9)}`, {
        unmanaged: true,
      });
    expect((await stack.preview()).text).to.match(printedEntry("-", 9));
    await stack.up();
    expect(live()).to.deep.equal([groupId(2), groupId(3), groupId(4)]);
    expect(JSON.stringify(stack.recorded().outputs)).not.to.match(/"unmanaged"|unmanaged\w+":\[\{/);
  });

  it("refreshes with one request and finds nothing", async () => {
    expect((await stack.refresh()).changes).to.deep.equal({ same: 2 });
    expect(tenant.takeRequests()).to.deep.equal(["GET assignments"]);
  });

  it("keeps the set through a forced replacement", async () => {
    const { urn } = stack.recorded();
    await stack.up({ replace: [urn] });
    expect(live()).to.deep.equal([groupId(2), groupId(3), groupId(4)]);
    expect((await stack.preview()).changes).to.deep.equal({ same: 2 });
  });

  it("destroys what is ours and keeps what the portal added", async () => {
    tenant.emulator.tenant.addAssignment(configurationId, liveGroup(9));
    await stack.refresh();
    await stack.destroy();
    expect(live()).to.deep.equal([groupId(9)]);
  });
});
