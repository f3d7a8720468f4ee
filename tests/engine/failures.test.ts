import { expect } from "chai";
import type { Fault, FaultHandle } from "intune-graph-emulator";
import { groupId } from "./liveTargets.ts";
import { isNative } from "../handlers/nativeShell.ts";
import { shell } from "./shell.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

const { target } = shell;

const missingId = "deadbeef-0000-4000-8000-000000000000";

describe("a failure on the engine", () => {
  let tenant: TestTenant;
  let configurationId: string;
  let declared: number[];

  before(async () => {
    tenant = await openTestTenant({ behaviour: { itemRoutes: "absent" } });
  });
  after(() => tenant.close());
  beforeEach(() => {
    declared = [1];
    configurationId = tenant.addConfiguration();
  });

  const openStack = (
    stackName: string,
    environment: Record<string, string> = {},
  ): Promise<TestStack> =>
    openTestStack({
      tenant,
      stackName,
      environment,
      program: () => {
        new shell.IosLobAppProvisioningConfigurationAssignments("set", {
          configurationId,
          assignments: declared.map((number) => target.group(groupId(number))),
        });
        return Promise.resolve();
      },
    });

  /** The faults of a test end with it. */
  const faults: FaultHandle[] = [];
  const script = (fault: Fault): void => void faults.push(tenant.emulator.script(fault));
  afterEach(() => {
    for (const fault of faults) fault.remove();
  });

  const live = (): unknown[] => tenant.emulator.tenant.assignmentsOf(configurationId);

  it("of a create after its write keeps the state, so that refresh and destroy go on from there", async () => {
    const stack = await openStack("partial");
    // Another writer comes between our assign and our read-back.
    script({
      method: "POST",
      path: /assign$/,
      after: "afterEffect",
      run: () => {
        tenant.emulator.tenant.setAssignments(configurationId, [
          { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" },
        ]);
      },
    });
    const text = await stack.failing(stack.up());
    expect(text).to.contain("Graph accepted the set, but reading it back shows another");
    expect(text).to.contain(`missing: groupAssignmentTarget ${groupId(1)}`);
    expect(text).to.contain("came meanwhile: allDevicesAssignmentTarget");
    const recorded = stack.recorded();
    expect(recorded.id).to.equal(configurationId);
    expect(recorded.outputs["assignments"]).to.deep.equal(isNative ? [] : {});
    if (!isNative) expect(recorded.outputs["__provider"]).to.be.a("string");
    await stack.refresh();
    expect((await stack.preview()).text).to.match(/[-~] .*allDevicesAssignmentTarget/);
    await stack.destroy();
    expect(live()).to.have.length(1);
  });

  it("of an update after its write keeps the state, and the next up converges", async () => {
    const stack = await openStack("partial-update");
    await stack.up();
    declared = [2];
    script({
      method: "GET",
      path: /assignments$/,
      skip: 1,
      respond: { status: 403 },
    });
    expect(await stack.failing(stack.up())).to.contain("DeviceManagementApps.Read.All");
    expect((await stack.up()).changes).to.deep.equal({ update: 1, same: 1 });
    expect(live()).to.have.length(1);
    expect((await stack.preview()).changes).to.deep.equal({ same: 2 });
  });

  it("of a create whose answer got lost looks whether it took effect", async () => {
    const stack = await openStack("lost-answer");
    script({
      method: "POST",
      path: /assign$/,
      after: "afterEffect",
      cut: "socket",
    });
    expect((await stack.up()).changes).to.deep.equal({ create: 2 });
  });

  it("of a configuration that does not exist names it and creates nothing", async () => {
    configurationId = missingId;
    const stack = await openStack("missing");
    const text = await stack.failing(stack.up());
    // Both collections are read side by side; either answer may come first.
    expect(text).to.match(
      new RegExp(
        `Cannot read the (groupA|a)ssignments of iosLobAppProvisioningConfiguration ${missingId}`,
      ),
    );
    expect(text).to.match(/404 ResourceNotFound/);
    expect(text).to.match(/request-id [0-9a-f-]{36}/);
    expect(JSON.stringify(await stack.stack.exportStack())).not.to.contain(missingId);
  });

  it("of a permission names the one that is missing", async () => {
    const readOnly = {
      clientId: "0d0d0d0d-0000-4000-8000-000000000001",
      clientSecret: "reads-only",
    };
    const reading = await openTestTenant({
      applications: [{ ...readOnly, roles: ["DeviceManagementApps.Read.All"] }],
    });
    try {
      configurationId = reading.addConfiguration();
      const stack = await openTestStack({
        tenant: reading,
        program: () => {
          new shell.IosLobAppProvisioningConfigurationAssignments("set", {
            configurationId,
            assignments: [target.allDevices()],
          });
          return Promise.resolve();
        },
      });
      const text = await stack.failing(stack.up());
      expect(text).to.contain(
        `Cannot assign iosLobAppProvisioningConfiguration ${configurationId}: Graph answered 403`,
      );
      expect(text).to.contain("Application is not authorized to perform this operation");
      expect(text).to.contain("permission DeviceManagementApps.ReadWrite.All");
    } finally {
      await reading.close();
    }
  });

  it("to sign in says what Entra answered", async () => {
    const stack = await openStack("sign-in", { AZURE_CLIENT_SECRET: "wrong-secret" });
    const text = await stack.failing(stack.up());
    expect(text).to.match(/Cannot sign in to Microsoft Entra:.*AADSTS7000215/s);
    expect(text).not.to.contain("wrong-secret");
  });

  it("of the settings names the ones that are missing", async () => {
    const stack = await openStack("settings", { AZURE_TENANT_ID: "", AZURE_CLIENT_ID: "" });
    const text = await stack.failing(stack.up());
    expect(text).to.contain("intune:tenantId (or ARM_TENANT_ID, AZURE_TENANT_ID)");
    expect(text).to.contain("intune:clientId");
  });

  it("to reach Graph says so", async () => {
    const stack = await openStack("unreachable", { INTUNE_RETRY_BUDGET_SECONDS: "1" });
    script({ path: /^\/beta\//, cut: "socket", times: Infinity });
    const text = await stack.failing(stack.up());
    expect(text).to.contain("socket hang up");
    expect(text).to.contain("Check that this machine reaches Graph");
  });

  describe("where the configuration was deleted behind our back", () => {
    it("drops the set from the state on refresh, and says so", async () => {
      const stack = await openStack("gone-refresh");
      await stack.up();
      tenant.emulator.tenant.removeConfiguration(configurationId);
      const { changes, text } = await stack.refresh();
      expect(changes).to.deep.equal({ delete: 1, same: 1 });
      expect(text).to.contain(saysGone());
    });

    it("lets destroy succeed, and says so", async () => {
      const stack = await openStack("gone-destroy");
      await stack.up();
      tenant.emulator.tenant.removeConfiguration(configurationId);
      const { changes, text } = await stack.destroy();
      expect(changes).to.deep.equal({ delete: 2 });
      expect(text).to.contain(saysGone());
    });

    const saysGone = (): string =>
      `iosLobAppProvisioningConfiguration ${configurationId} is gone from Intune`;

    it("keeps the set in the state, and takes it away, where one answer is a 404", async () => {
      const stack = await openStack("gone-once");
      await stack.up();
      const read = { method: "GET", path: /\/assignments$/, respond: { status: 404 } };
      script(read);
      expect((await stack.refresh()).changes).to.deep.equal({ same: 2 });
      script(read);
      script({ method: "POST", path: /assign$/, respond: { status: 404 } });
      await stack.destroy();
      expect(live()).to.deep.equal([]);
    });

    it("does not take an answer of something on the way for a deletion", async () => {
      const stack = await openStack("gone-proxy");
      await stack.up();
      script({
        path: /^\/beta\//,
        respond: { status: 404, body: "<html>not here</html>" },
        times: 9,
      });
      expect(await stack.failing(stack.refresh())).to.contain("something else may have answered");
      expect(stack.recorded().id).to.equal(configurationId);
    });
  });
});
