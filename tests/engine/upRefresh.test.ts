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
  let id: string;

  beforeEach(async () => {
    tenant = await openTestTenant();
    stack = await openAppStack(tenant, "dev");
  });
  afterEach(() => tenant.close());

  const declareSet = (unmanaged: "refuse" | "remove"): void => {
    stack.program = () => {
      new IosLobAppProvisioningConfigurationAssignments("set", {
        configurationId: id,
        assignments: [target.group(groupId(1))],
        unmanaged,
      });
      return Promise.resolve();
    };
  };
  const setLive = (...groups: number[]): void => {
    tenant.emulator.tenant.setAssignments(id, groups.map(liveGroup));
  };

  it("does not remove an entry that it was the first to see: the next run does, whose preview shows it", async () => {
    id = tenant.addConfiguration();
    declareSet("refuse");
    await stack.up();
    setLive(1, 9);
    const text = await stack.failing(stack.up({ refresh: true }));
    expect(text).to.match(/the refresh of this same run was the first to see/);
    expect(text).to.contain(groupId(9)).and.to.contain("run `pulumi up` again");
    expect(tenant.liveGroupIds(id)).to.deep.equal([groupId(1), groupId(9)]);
    await stack.up({ refresh: true });
    expect(tenant.liveGroupIds(id)).to.deep.equal([groupId(1)]);
  });

  it('removes it where `unmanaged` is "remove", and adds what is missing in any case', async () => {
    id = tenant.addConfiguration();
    declareSet("remove");
    await stack.up();
    setLive(9);
    await stack.up({ refresh: true });
    expect(tenant.liveGroupIds(id)).to.deep.equal([groupId(1)]);
    declareSet("refuse");
    await stack.up();
    setLive();
    await stack.up({ refresh: true });
    expect(tenant.liveGroupIds(id)).to.deep.equal([groupId(1)]);
  });

  it("does not overwrite an edit of a configuration that it was the first to see", async () => {
    stack.program = () => {
      new IosLobAppProvisioningConfiguration("one", {
        displayName: "Field",
        description: "Declared",
        payload: payloadOf("Field"),
        payloadFileName: "field.mobileprovision",
      });
      return Promise.resolve();
    };
    await stack.up();
    const live = () => tenant.emulator.tenant.configurations[0];
    tenant.emulator.tenant.updateConfiguration(live()?.id ?? "", { description: "Edited" });
    const text = await stack.failing(stack.up({ refresh: true }));
    expect(text).to.match(/no preview has shown: description.*run `pulumi up` again/);
    expect(live()?.description).to.equal("Edited");
    await stack.up({ refresh: true });
    expect(live()?.description).to.equal("Declared");
  });
});
