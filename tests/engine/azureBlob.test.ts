import { expect } from "chai";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
import { killAll } from "../processes.ts";
import { findEngineProcesses } from "./engineProcess.ts";
import { groupId } from "./liveTargets.ts";
import { startAzurite, type Azurite } from "./startAzurite.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

/** docs/state.md says how a team keeps its state; this is that. */
describe("state on Azure Blob Storage", function () {
  this.timeout(300_000);
  let azurite: Azurite;
  let tenant: TestTenant;
  let configurationId: string;
  let declared = [1];
  let stack: TestStack;

  const openStack = (environment = azurite.environmentFor("state")): Promise<TestStack> =>
    openTestStack({
      tenant,
      environment,
      program: () => {
        new IosLobAppProvisioningConfigurationAssignments("set", {
          configurationId,
          assignments: declared.map((number) => target.group(groupId(number))),
        });
        return Promise.resolve();
      },
    });
  const live = (): unknown[] => tenant.liveGroupIds(configurationId);

  before(async () => {
    [azurite, tenant] = await Promise.all([startAzurite(), openTestTenant()]);
    await azurite.createContainer("state");
    configurationId = tenant.addConfiguration();
    stack = await openStack();
    await stack.up();
  });
  after(() => Promise.all([azurite.close(), tenant.close()]));

  /** Does something while an up stands just before its write. */
  async function whileWriting<T>(act: () => Promise<T>): Promise<T> {
    let result: Promise<T> | undefined;
    const fault = tenant.emulator.script({
      method: "POST",
      path: `${configurationId}/assign`,
      async run() {
        result = act();
        await result;
      },
    });
    const text = await stack.up().then(
      (run) => run.text,
      (error: unknown) => String(error),
    );
    fault.remove();
    if (result === undefined) throw new Error(`Nothing was written:\n${text}`);
    return result;
  }

  it("lets one run at a time, names who has the lock to the other, and shows a preview without it", async () => {
    declared = [2];
    const [refused, { changes }] = await whileWriting(() =>
      Promise.all([stack.failing(stack.up()), stack.preview()]),
    );
    expect(refused).to.contain("the stack is currently locked by 1 lock(s)");
    expect(refused).to.contain("pulumi cancel");
    expect(changes).to.deep.equal({ update: 1, same: 1 });
    expect(live()).to.deep.equal([groupId(2)]);
  });

  it("is looked at by who may only read it: preview and drift, but no update", async () => {
    const reader = await openStack(azurite.readingEnvironmentFor("state"));
    tenant.emulator.tenant.setAssignments(configurationId, []);
    const drift = await reader.refresh({ previewOnly: true });
    expect(drift.text).to.contain("update");
    expect((await reader.preview({ refresh: true })).changes).to.deep.equal({ update: 1, same: 1 });
    tenant.takeRequests();
    await reader.failing(reader.up());
    // It did not get the lock, and so did not even look.
    expect(tenant.takeRequests()).to.deep.equal([]);
  });

  const killWhileWriting = (): Promise<void> =>
    whileWriting(() => {
      killAll(findEngineProcesses("dev").allIds);
      return Promise.resolve();
    });

  it("is recovered after a run was killed in an update: cancel, refresh, preview, up", async () => {
    declared = [3];
    await killWhileWriting();
    // The lock is left behind, so that nobody goes on from a state that may be behind.
    expect(await stack.failing(stack.up())).to.contain("the stack is currently locked");
    await stack.stack.cancel();
    await stack.refresh({ clearPendingCreates: true });
    expect((await stack.preview()).changes).to.deep.equal({ update: 1, same: 1 });
    await stack.up();
    expect(live()).to.deep.equal([groupId(3)]);
  });

  it("is kept there: a second machine finds it, and destroys what the first made", async () => {
    const second = await openStack();
    expect((await second.preview({ refresh: true })).changes).to.deep.equal({ same: 2 });
    await second.destroy();
    expect(live()).to.deep.equal([]);
  });

  it("is recovered after a run was killed in a create, in the same way", async () => {
    await killWhileWriting();
    await stack.stack.cancel();
    await stack.refresh({ clearPendingCreates: true });
    const { text, changes } = await stack.preview();
    expect(changes).to.include({ create: 1 });
    expect(text).not.to.contain("pending operations");
    await stack.up();
    expect(live()).to.deep.equal([groupId(3)]);
    expect((await stack.preview({ refresh: true })).changes).to.deep.equal({ same: 2 });
  });
});
