import { expect } from "chai";
import {
  IosLobAppProvisioningConfiguration,
  IosLobAppProvisioningConfigurationAssignments,
  target,
} from "pulumi-intune-provisioning";
import { openAppStack, payloadOf, type AppStack } from "./appStack.ts";
import { groupId, liveGroup } from "./liveTargets.ts";
import { openTestTenant, type TestTenant } from "./tenantStack.ts";

describe("`up --refresh`, whose own refresh comes after its preview,", () => {
  let tenant: TestTenant;
  let stack: AppStack;
  let ids: Record<"refusing" | "removing" | "missing", string>;
  let text: string;
  const findEdited = () =>
    tenant.emulator.tenant.configurations.find(({ displayName }) => displayName === "Field");

  before(async () => {
    tenant = await openTestTenant();
    stack = await openAppStack(tenant, "dev");
    const add = () => tenant.addConfiguration();
    ids = { refusing: add(), removing: add(), missing: add() };
    stack.program = () => {
      for (const [name, configurationId] of Object.entries(ids))
        new IosLobAppProvisioningConfigurationAssignments(name, {
          configurationId,
          assignments: [target.group(groupId(1))],
          unmanaged: name === "removing" ? "remove" : "refuse",
        });
      new IosLobAppProvisioningConfiguration("one", {
        displayName: "Field",
        description: "Declared",
        payload: payloadOf("Field"),
        payloadFileName: "field.mobileprovision",
      });
      return Promise.resolve();
    };
    await stack.up();
    const portal = tenant.emulator.tenant;
    portal.updateConfiguration(findEdited()?.id ?? "", { description: "Edited" });
    portal.setAssignments(ids.refusing, [liveGroup(1), liveGroup(9)]);
    portal.setAssignments(ids.removing, [liveGroup(9)]);
    portal.setAssignments(ids.missing, []);
    // Without the option, the failure of the one could keep the other from being reached.
    text = await stack.failing(stack.up({ refresh: true, continueOnError: true }));
  });
  after(() => tenant.close());

  it('removes an entry where `unmanaged` is "remove", and adds what is missing in any case', () => {
    expect(tenant.liveGroupIds(ids.removing)).to.deep.equal([groupId(1)]);
    expect(tenant.liveGroupIds(ids.missing)).to.deep.equal([groupId(1)]);
  });

  it("else neither removes an entry nor overwrites an edit that it was the first to see: the next run does, whose preview shows them", async () => {
    expect(text).to.match(/entries that the program does not declare and no preview has shown/);
    expect(text).to.contain(groupId(9)).and.to.contain("run `pulumi refresh` first");
    expect(tenant.liveGroupIds(ids.refusing)).to.deep.equal([groupId(1), groupId(9)]);
    expect(text).to.match(/no preview has shown: description.*Run `pulumi refresh`/);
    expect(findEdited()?.description).to.equal("Edited");
    await stack.up({ refresh: true });
    expect(tenant.liveGroupIds(ids.refusing)).to.deep.equal([groupId(1)]);
    expect(findEdited()?.description).to.equal("Declared");
  });
});
