import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import {
  IosLobAppProvisioningConfiguration,
  IosLobAppProvisioningConfigurationAssignments,
  target,
} from "pulumi-intune-provisioning";
import { liveApps, useAppStack, payloadOf, appsExpire, type AppStack } from "./appStack.ts";
import { groupId } from "./liveTargets.ts";
import type { TestTenant } from "./tenantStack.ts";

describe("runs that fail half way", () => {
  let tenant: TestTenant;
  let stack: AppStack;
  useAppStack((opened) => {
    ({ tenant, stack } = opened);
  });

  const configuration = (
    name: string,
    app: string,
    more: object = {},
    options: pulumi.CustomResourceOptions = {},
  ) =>
    new IosLobAppProvisioningConfiguration(
      name,
      {
        displayName: app,
        payload: payloadOf(app),
        payloadFileName: "field.mobileprovision",
        ...more,
      },
      options,
    );
  /** A component of the user's own, with one configuration and nothing that depends on it. */
  class Wrapper extends pulumi.ComponentResource {
    readonly configuration: IosLobAppProvisioningConfiguration;
    constructor(name: string) {
      super("test:index:Wrapper", name);
      this.configuration = configuration(name, name, {}, { parent: this });
      this.registerOutputs();
    }
  }

  it("a renamed configuration that depends on a component whose part fails stays, with --continue-on-error", async () => {
    stack.program = () => {
      configuration("one", "Field");
      return Promise.resolve();
    };
    await stack.up();
    stack.program = () => {
      configuration("two", "Field", {}, { dependsOn: [new Wrapper("Sales")] });
      return Promise.resolve();
    };
    tenant.emulator.script({ method: "POST", respond: { status: 400 } });
    await stack.failing(stack.up({ continueOnError: true }));
    expect(Object.keys(liveApps(tenant))).to.deep.equal(["Field"]);
  });

  it("an entry that moves to an additive set that depends on the first stays where the second fails", async () => {
    const id = tenant.addConfiguration();
    let groups = { one: [1, 2], two: [3] };
    stack.program = () => {
      const set = (
        name: keyof typeof groups,
        options: pulumi.CustomResourceOptions = {},
      ): pulumi.Resource =>
        new IosLobAppProvisioningConfigurationAssignments(
          name,
          {
            configurationId: id,
            mode: "additive",
            assignments: groups[name].map((number) => target.group(groupId(number))),
          },
          options,
        );
      set("two", { dependsOn: [set("one")] });
      return Promise.resolve();
    };
    await stack.up();
    groups = { one: [1], two: [2, 3, 4] };
    tenant.emulator.script({ method: "POST", path: id, respond: { status: 403 } });
    await stack.failing(stack.up());
    expect(tenant.liveGroupIds(id)).to.include(groupId(2));
  });

  it("a mistyped adoptId that was taken over, and the program set back: the stack's own stays", async () => {
    stack.program = () => {
      configuration("one", "Field");
      return Promise.resolve();
    };
    await stack.up();
    const own = tenant.emulator.tenant.configurations[0]?.id ?? "";
    const { id: theirs } = tenant.emulator.tenant.addConfiguration({
      displayName: "Theirs",
      payload: payloadOf("Theirs"),
      payloadFileName: "field.mobileprovision",
      expirationDateTime: appsExpire.toISOString(),
    });
    const back = stack.program;
    stack.program = () => {
      configuration("one", "Field", { adoptId: theirs });
      return Promise.resolve();
    };
    await stack.failing(stack.up());
    stack.program = back;
    await stack.up({ continueOnError: true });
    await stack.refresh();
    await stack.up();
    expect(tenant.emulator.tenant.configurations.map(({ id }) => id)).to.include(own);
    expect(Object.keys(liveApps(tenant)).sort()).to.deep.equal(["Field", "Theirs"]);
  });
});
