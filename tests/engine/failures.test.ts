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

  it("of a create whose answer got lost looks whether it took effect; of an update after its write keeps the state, and the next up converges", async () => {
    const stack = await openStack("lost-answers");
    script({ method: "POST", path: /assign$/, after: "afterEffect", cut: "socket" });
    expect((await stack.up()).changes).to.deep.equal({ create: 2 });
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
    expect(JSON.stringify(stack.resources())).not.to.contain(missingId);
  });

  it("to sign in says what Entra answered", async () => {
    const stack = await openStack("sign-in", { AZURE_CLIENT_SECRET: "wrong-secret" });
    const text = await stack.failing(stack.up());
    expect(text).to.match(/Cannot sign in to Microsoft Entra:.*AADSTS7000215/s);
    expect(text).not.to.contain("wrong-secret");
  });

  describe("where the configuration is gone, or seems to be", () => {
    const ids = { goneFirst: "", goneLater: "", there: "" };
    let stack: TestStack;

    before(async () => {
      for (const name of ["goneFirst", "goneLater", "there"] as const)
        ids[name] = tenant.addConfiguration();
      stack = await openTestStack({
        tenant,
        stackName: "gone",
        program: () => {
          for (const [name, id] of Object.entries(ids))
            new shell.IosLobAppProvisioningConfigurationAssignments(name, {
              configurationId: id,
              assignments: [target.group(groupId(1))],
            });
          return Promise.resolve();
        },
      });
      await stack.up();
    });

    const saysGone = (id: string): string =>
      `iosLobAppProvisioningConfiguration ${id} is gone from Intune`;
    const readOfThere = (): Fault => ({
      method: "GET",
      path: `${ids.there}/assignments`,
      respond: { status: 404 },
    });

    it("does not take an answer of something on the way for a deletion", async () => {
      script({
        path: /^\/beta\//,
        respond: { status: 404, body: "<html>not here</html>" },
        times: Infinity,
      });
      expect(await stack.failing(stack.refresh())).to.contain("something else may have answered");
      const recorded = stack.resources().map(({ id }) => id);
      expect(recorded).to.include.members(Object.values(ids));
    });

    it("drops the set from the state on refresh, and says so; keeps it where one answer is a 404", async () => {
      tenant.emulator.tenant.removeConfiguration(ids.goneFirst);
      script(readOfThere());
      const { changes, text } = await stack.refresh();
      expect(changes).to.deep.equal({ delete: 1, same: 3 });
      expect(text).to.contain(saysGone(ids.goneFirst));
    });

    it("lets destroy succeed, and says so; takes the set away where one answer is a 404", async () => {
      tenant.emulator.tenant.removeConfiguration(ids.goneLater);
      script(readOfThere());
      script({ method: "POST", path: `${ids.there}/assign`, respond: { status: 404 } });
      const { changes, text } = await stack.destroy();
      expect(changes).to.deep.equal({ delete: 3 });
      expect(text).to.contain(saysGone(ids.goneLater));
      expect(tenant.liveGroupIds(ids.there)).to.deep.equal([]);
    });
  });
});
