import { EventEmitter, once } from "node:events";
import { expect } from "chai";
import type { Fault } from "intune-graph-emulator";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
import { killAll } from "../processes.ts";
import { findEngineProcesses, type EngineProcesses } from "./engineProcess.ts";
import { groupId } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

/** What the engine says of each signal that it takes in. */
const interrupted = "^C received";

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

  /** Runs an up, and does something to its processes when `assign` arrives; it is an error if the up does not fail. */
  async function disturb(
    stackName: string,
    after: "beforeEffect" | "afterEffect",
    act: (processes: EngineProcesses, running: RunningUp) => void | Promise<void>,
    answer: Pick<Fault, "respond"> = {},
  ): Promise<string> {
    let processes: EngineProcesses | undefined;
    let acted: Promise<void> | undefined;
    const transcript = new Transcript();
    const fault = tenant.emulator.script({
      method: "POST",
      path: /assign$/,
      after,
      ...answer,
      run() {
        processes = findEngineProcesses(stackName);
        acted = Promise.resolve(act(processes, { hasFailed, transcript }));
        return acted;
      },
    });
    const hasFailed = stack.failing(
      stack.up({
        onOutput(chunk) {
          transcript.add(chunk);
        },
      }),
    );
    try {
      const output = await hasFailed;
      if (acted === undefined) throw new Error("The up failed before it sent anything.");
      await acted;
      return output;
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
    expect((await stack.preview({ refresh: true })).changes).to.deep.equal({ same: 2 });
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
    await disturb("interrupt-once", "beforeEffect", async ({ engineId }, { transcript }) => {
      killAll([engineId], "SIGINT");
      await transcript.untilSaid(interrupted);
    });
    expect(live()).to.deep.equal([groupId(1)]);
    expect(stack.recorded().id).to.equal(configurationId);
    await expectRecovery([1, 2]);
  });

  it("is survived: one ^C ends the wait before a retry, and nothing more is sent", async () => {
    await openStack("interrupt-wait");
    const respond = { status: 503, headers: { "Retry-After": "240" }, body: {} };
    const output = await disturb(
      "interrupt-wait",
      "beforeEffect",
      async ({ engineId }, { transcript }) => {
        killAll([engineId], "SIGINT");
        await transcript.untilSaid(interrupted);
      },
      { respond },
    );
    expect(output).to.contain("The run was cancelled before this was done");
    expect(output).to.contain("To continue, run the same command again.");
    expect(live()).to.deep.equal([]);
    await expectRecovery([1, 2]);
  });

  it("is survived: two ^C end it at once", async () => {
    await openStack("interrupt-twice");
    await disturb(
      "interrupt-twice",
      "afterEffect",
      async ({ engineId }, { transcript, hasFailed }) => {
        killAll([engineId], "SIGINT");
        // Two signals sent at once may arrive as one; a third would kill the engine before it unlocks the stack.
        await transcript.untilSaid(interrupted);
        killAll([engineId], "SIGINT");
        await hasFailed;
      },
    );
    expect(stack.findRecorded()).to.equal(undefined);
    await expectRecovery([1, 2]);
  });
});

interface RunningUp {
  transcript: Transcript;
  /** What the up has printed, once it has failed. */
  hasFailed: Promise<string>;
}

/** What a run has printed so far. */
class Transcript {
  #text = "";
  readonly #additions = new EventEmitter();

  add(chunk: string): void {
    this.#text += chunk;
    this.#additions.emit("added");
  }

  async untilSaid(words: string): Promise<void> {
    while (!this.#text.includes(words)) await once(this.#additions, "added");
  }
}
