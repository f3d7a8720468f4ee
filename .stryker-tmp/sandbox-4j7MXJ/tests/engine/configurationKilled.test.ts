// @ts-nocheck
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { IosLobAppProvisioningConfiguration } from "pulumi-intune-provisioning";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { killAll } from "../processes.ts";
import { findEngineProcesses } from "./engineProcess.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

describe("an engine that is killed while a configuration is made", () => {
  let tenant: TestTenant;
  let stack: TestStack;
  let adoptId: string | undefined;

  before(async () => {
    tenant = await openTestTenant();
    const payload = join(tenant.folder.path, "field.mobileprovision");
    await writeFile(payload, makeProfile());
    stack = await openTestStack({
      tenant,
      stackName: "killed",
      program: () => {
        const args = { displayName: "Field", payload, ...(adoptId !== undefined && { adoptId }) };
        new IosLobAppProvisioningConfiguration("field", args);
        return Promise.resolve();
      },
    });
  });
  after(() => tenant.close());

  const liveIds = (): string[] => tenant.emulator.tenant.configurations.map(({ id }) => id);

  it("leaves one, which the next up names and neither makes again nor takes over unasked", async () => {
    let ids: readonly number[] = [];
    tenant.emulator.script({
      method: "POST",
      path: /iosLobAppProvisioningConfigurations$/,
      after: "afterEffect",
      run() {
        const processes = findEngineProcesses("killed");
        ids = processes.allIds;
        killAll([processes.engineId]);
      },
    });
    try {
      await stack.failing(stack.up());
    } finally {
      killAll(ids);
    }
    await stack.stack.cancel();
    const [id = ""] = liveIds();
    const text = await stack.failing(stack.up());
    expect(text).to.contain("Nothing was created.").and.to.contain(`adoptId: "${id}"`);
    expect(liveIds()).to.deep.equal([id]);
  });

  it("is recovered from by taking it over by its id", async () => {
    [adoptId] = liveIds();
    expect((await stack.up()).changes).to.deep.equal({ create: 1, same: 1 });
    adoptId = undefined;
    expect((await stack.preview()).changes).to.deep.equal({ same: 2 });
    await stack.destroy();
    expect(liveIds()).to.deep.equal([]);
  });
});
