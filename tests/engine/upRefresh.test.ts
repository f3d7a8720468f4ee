import { expect } from "chai";
import {
  IosLobAppProvisioningConfiguration,
  IosLobAppProvisioningConfigurationAssignments,
  target,
} from "pulumi-intune-provisioning";
import { useAppStack, payloadOf, type AppStack } from "./appStack.ts";
import { groupId, liveGroup } from "./liveTargets.ts";
import type { TestTenant } from "./tenantStack.ts";

describe("`up --refresh`, whose own refresh comes after its preview,", () => {
  let tenant: TestTenant;
  let stack: AppStack;
  useAppStack((opened) => {
    ({ tenant, stack } = opened);
  });

  const declareSet = (
    name: string,
    configurationId: string,
    unmanaged: "refuse" | "remove",
  ): unknown =>
    new IosLobAppProvisioningConfigurationAssignments(name, {
      configurationId,
      assignments: [target.group(groupId(1))],
      unmanaged,
    });
  const setLive = (id: string, ...groups: number[]): void => {
    tenant.emulator.tenant.setAssignments(id, groups.map(liveGroup));
  };

  it("neither removes an entry nor overwrites an edit that it was the first to see: the next run does, whose preview shows them", async () => {
    const id = tenant.addConfiguration();
    stack.program = () => {
      declareSet("set", id, "refuse");
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
    const edited = () => portal.configurations.find(({ displayName }) => displayName === "Field");
    portal.updateConfiguration(edited()?.id ?? "", { description: "Edited" });
    setLive(id, 1, 9);
    // Without the option, the failure of the one could keep the other from being reached.
    const text = await stack.failing(stack.up({ refresh: true, continueOnError: true }));
    expect(text).to.match(/entries that the program does not declare and no preview has shown/);
    expect(text).to.contain(groupId(9)).and.to.contain("run `pulumi refresh` first");
    expect(tenant.liveGroupIds(id)).to.deep.equal([groupId(1), groupId(9)]);
    expect(text).to.match(/no preview has shown: description.*Run `pulumi refresh`/);
    expect(edited()?.description).to.equal("Edited");
    await stack.up({ refresh: true });
    expect(tenant.liveGroupIds(id)).to.deep.equal([groupId(1)]);
    expect(edited()?.description).to.equal("Declared");
  });

  it('removes it where `unmanaged` is "remove", and adds what is missing in any case', async () => {
    const [removing, missing] = [tenant.addConfiguration(), tenant.addConfiguration()];
    stack.program = () => {
      declareSet("removing", removing, "remove");
      declareSet("missing", missing, "refuse");
      return Promise.resolve();
    };
    await stack.up();
    setLive(removing, 9);
    setLive(missing);
    await stack.up({ refresh: true });
    expect(tenant.liveGroupIds(removing)).to.deep.equal([groupId(1)]);
    expect(tenant.liveGroupIds(missing)).to.deep.equal([groupId(1)]);
  });
});
