import { expect } from "chai";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
import { findEngineProcesses, killAll, type EngineProcesses } from "./engineProcess.ts";
import { groupId } from "./liveTargets.ts";
import {
  EngineFailure,
  openTestStack,
  openTestTenant,
  type TestStack,
  type TestTenant,
} from "./tenantStack.ts";

describe("a fault in the middle of an up", () => {
  let tenant: TestTenant;
  let configurationId: string;
  let declared: number[];
  let stack: TestStack;

  before(async () => {
    tenant = await openTestTenant();
  });
  after(() => tenant.close());

  const live = (): unknown[] =>
    tenant.emulator.tenant
      .assignmentsOf(configurationId)
      .map((entry) => entry.groupId)
      .sort();

  async function openStack(stackName: string): Promise<void> {
    configurationId = tenant.addConfiguration();
    declared = [1];
    stack = await openTestStack({
      tenant,
      stackName,
      program: () => {
        new IosLobAppProvisioningConfigurationAssignments("set", {
          configurationId,
          assignments: declared.map((number) => target.group(groupId(number))),
        });
        return Promise.resolve();
      },
    });
  }

  /** Runs an up, does something to its processes when `assign` arrives, and answers what the up printed. */
  async function disturb(
    stackName: string,
    after: "beforeEffect" | "afterEffect",
    act: (processes: EngineProcesses) => void | Promise<void>,
  ): Promise<string> {
    let processes: EngineProcesses | undefined;
    const fault = tenant.emulator.script({
      method: "POST",
      path: /assign$/,
      after,
      async run() {
        processes = findEngineProcesses(stackName);
        await act(processes);
      },
    });
    try {
      return (await stack.up()).text;
    } catch (error) {
      if (error instanceof EngineFailure) return error.text;
      throw error;
    } finally {
      fault.remove();
      killAll(processes?.allIds ?? []);
    }
  }

  /** Whatever has happened: an up converges, a refresh finds nothing, and destroy takes everything away. */
  async function expectRecovery(groups: number[]): Promise<void> {
    declared = groups;
    await stack.up();
    expect(live()).to.deep.equal(groups.map(groupId));
    const { changes } = await stack.refresh();
    expect(changes).to.deep.equal({ same: 2 });
    expect((await stack.preview()).changes).to.deep.equal({ same: 2 });
    await stack.destroy();
    expect(live()).to.deep.equal([]);
  }

  for (const after of ["beforeEffect", "afterEffect"] as const) {
    it(`is survived: the engine is killed in a create, ${after}`, async () => {
      const stackName = `kill-engine-${after.toLowerCase()}`;
      await openStack(stackName);
      await disturb(stackName, after, ({ engineId }) => {
        killAll([engineId]);
      });
      await stack.stack.cancel();
      await expectRecovery([1]);
    });

    it(`is survived: the plugin is killed in an update, ${after}`, async () => {
      const stackName = `kill-plugin-${after.toLowerCase()}`;
      await openStack(stackName);
      await stack.up();
      declared = [2];
      await disturb(stackName, after, ({ pluginId }) => {
        killAll([pluginId]);
      });
      await expectRecovery([2, 3]);
    });
  }

  it("is survived: one ^C lets the running operation finish, and saves it", async () => {
    await openStack("interrupt-once");
    await disturb("interrupt-once", "beforeEffect", ({ engineId }) => {
      killAll([engineId], "SIGINT");
    });
    expect(live()).to.deep.equal([groupId(1)]);
    expect((await stack.recorded()).id).to.equal(configurationId);
    await expectRecovery([1, 2]);
  });

  it("is survived: two ^C end it at once", async () => {
    await openStack("interrupt-twice");
    await disturb("interrupt-twice", "afterEffect", async ({ engineId }) => {
      killAll([engineId], "SIGINT");
      await untilGone(engineId, () => {
        killAll([engineId], "SIGINT");
      });
    });
    await expectRecovery([1, 2]);
  });
});

/** Repeats until the process has ended; the engine takes the second signal only after it has taken in the first. */
async function untilGone(id: number, repeat: () => void): Promise<void> {
  const isGone = (): boolean => {
    try {
      return !process.kill(id, 0);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ESRCH") return true;
      throw error;
    }
  };
  while (!isGone()) {
    repeat();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
