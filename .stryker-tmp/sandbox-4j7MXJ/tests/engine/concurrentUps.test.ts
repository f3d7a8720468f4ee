// @ts-nocheck
import { expect } from "chai";
import {
  IosLobAppProvisioningConfigurationAssignments,
  target,
  type Mode,
} from "pulumi-intune-provisioning";
import { groupId } from "./liveTargets.ts";
import {
  EngineFailure,
  openTestStack,
  openTestTenant,
  type TestStack,
  type TestTenant,
} from "./tenantStack.ts";

describe("two ups at once", () => {
  let tenant: TestTenant;
  let configurationId: string;

  before(async () => {
    tenant = await openTestTenant();
  });
  after(() => tenant.close());
  beforeEach(() => {
    configurationId = tenant.addConfiguration();
  });

  const openStack = (stackName: string, group: number, mode: Mode): Promise<TestStack> =>
    openTestStack({
      tenant,
      stackName,
      program: () => {
        new IosLobAppProvisioningConfigurationAssignments("set", {
          configurationId,
          assignments: [target.group(groupId(group))],
          mode,
        });
        return Promise.resolve();
      },
    });

  const live = (): unknown[] => tenant.liveGroupIds(configurationId);

  /** Holds the first `assign` back, before it has any effect, until the second has had its own. */
  function interleaveWrites(): void {
    const { promise, resolve } = Promise.withResolvers<undefined>();
    const path = new RegExp(`${configurationId}/assign$`);
    tenant.emulator.script({ method: "POST", path, run: () => promise });
    tenant.emulator.script({
      method: "POST",
      path,
      after: "afterEffect",
      run: () => {
        resolve(undefined);
      },
    });
  }

  it("on one stack: the backend's lock lets one run, and says so to the other", async () => {
    const stack = await openStack("locked", 1, "authoritative");
    const first = stack.up();
    const runs = await Promise.allSettled([first, stack.up()]);
    const failures = runs
      .filter((run) => run.status === "rejected")
      .map(({ reason }) => reason as EngineFailure);
    expect(failures).to.have.length(1);
    expect(failures[0]?.text).to.contain("the stack is currently locked");
    expect(live()).to.deep.equal([groupId(1)]);
    expect((await stack.preview()).changes).to.deep.equal({ same: 2 });
  });

  it("on two stacks in additive mode: both sets are there in the end", async () => {
    const red = await openStack("red", 1, "additive");
    const blue = await openStack("blue", 2, "additive");
    interleaveWrites();
    await Promise.all([red.up(), blue.up()]);
    expect(live()).to.deep.equal([groupId(1), groupId(2)]);
    for (const stack of [red, blue]) {
      expect((await stack.preview({ refresh: true })).changes).to.deep.equal({ same: 2 });
    }
  });

  it("on two stacks in authoritative mode: one wins, and the other says what it lacks", async () => {
    const red = await openStack("red-alone", 1, "authoritative");
    const blue = await openStack("blue-alone", 2, "authoritative");
    interleaveWrites();
    await Promise.allSettled([red.up(), blue.up()]);
    expect(live()).to.have.length(1);
    const [loser, lost] = live()[0] === groupId(1) ? [blue, 2] : [red, 1];
    const { text } = await loser.preview({ refresh: true });
    expect(text).to.match(new RegExp(`\\+ groupAssignmentTarget ${groupId(lost)}|\\+ .*IosLobApp`));
  });
});
