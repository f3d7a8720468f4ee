import { expect } from "chai";
import {
  IosLobAppProvisioningConfiguration,
  IosLobAppProvisioningConfigurationAssignments,
  target,
} from "pulumi-intune-provisioning";
import { liveApps, useAppStack, payloadOf, type AppStack } from "./appStack.ts";
import { groupId } from "./liveTargets.ts";
import type { TestTenant } from "./tenantStack.ts";

describe("two sets on one configuration", () => {
  let tenant: TestTenant;
  let stack: AppStack;

  useAppStack((opened) => {
    ({ tenant, stack } = opened);
  });

  type Sets = Record<string, { group: number; mode?: "additive"; id?: string }>;

  /** A configuration, and sets of it; one that gives an id names it so, the others refer to the resource. */
  const declare = (sets: Sets): void => {
    stack.program = () => {
      const field = new IosLobAppProvisioningConfiguration("field", {
        displayName: "Field",
        payload: payloadOf("Field"),
        payloadFileName: "field.mobileprovision",
      });
      for (const [name, { group, mode, id }] of Object.entries(sets))
        new IosLobAppProvisioningConfigurationAssignments(name, {
          configurationId: id ?? field.id,
          assignments: [target.group(groupId(group))],
          ...(mode && { mode }),
        });
      return Promise.resolve();
    };
  };
  const refusal = /configurationId.* has its assignments in the .* "(one|two)" already/;

  it("are refused at the latest when the second would write, where the id is known late", async () => {
    declare({ one: { group: 1 }, two: { group: 2 } });
    await stack.preview();
    expect(await stack.failing(stack.up())).to.match(refusal);
    expect(liveApps(tenant)["Field"]).to.have.length.at.most(1);
  });

  it("are refused in the preview once the id is known, however it is spelled", async () => {
    declare({ one: { group: 1 } });
    await stack.up();
    const id = tenant.emulator.tenant.configurations[0]?.id.toUpperCase() ?? "";
    declare({ one: { group: 1 }, two: { group: 2, id } });
    expect(await stack.failing(stack.preview())).to.match(refusal);
    expect(liveApps(tenant)).to.deep.equal({ Field: [groupId(1)] });
  });

  it("are warned of where one is additive, and keep the entries of both", async () => {
    declare({ one: { group: 1 }, two: { group: 2, mode: "additive" } });
    const { text } = await stack.up();
    expect(text).to.match(/Warning: the assignments of .* additive mode/);
    declare({ one: { group: 3 }, two: { group: 2, mode: "additive" } });
    await stack.up();
    expect(liveApps(tenant)).to.deep.equal({ Field: [groupId(2), groupId(3)] });
  });
});
