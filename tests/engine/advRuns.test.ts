import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import {
  IosLobAppProvisioningConfiguration,
  IosLobAppProvisioningConfigurationAssignments,
  target,
} from "pulumi-intune-provisioning";
import { liveApps, openAppStack, payloadOf, appsExpire, type AppStack } from "./appStack.ts";
import { groupId } from "./liveTargets.ts";
import { openTestTenant, type TestTenant } from "./tenantStack.ts";

describe("adversary: runs of the engine", () => {
  let tenant: TestTenant;
  let stack: AppStack;
  beforeEach(async () => {
    tenant = await openTestTenant();
    stack = await openAppStack(tenant, "dev");
  });
  afterEach(() => tenant.close());

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
  const refuseSales = () => {
    tenant.emulator.script({ method: "POST", respond: { status: 400 } });
  };

  const ways: [string, (on: Wrapper) => pulumi.CustomResourceOptions][] = [
    ["a component", (on) => ({ dependsOn: [on] })],
    ["an output of a component", (on) => ({ dependsOn: pulumi.output([on.configuration]) })],
    ["a promise of a resource", (on) => ({ dependsOn: Promise.resolve(on.configuration) })],
    ["an array with a promise", (on) => ({ dependsOn: [Promise.resolve(on.configuration)] })],
  ];
  for (const [what, options] of ways)
    for (const isRenamed of [false, true])
      it(`a ${isRenamed ? "renamed " : ""}configuration that depends on ${what} whose configuration fails, with --continue-on-error, stays`, async () => {
        stack.program = () => {
          configuration("one", "Field");
          return Promise.resolve();
        };
        await stack.up();
        stack.program = () => {
          configuration(isRenamed ? "two" : "one", "Field", {}, options(new Wrapper("Sales")));
          return Promise.resolve();
        };
        refuseSales();
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
    tenant.emulator.script({ method: "POST", path: id, skip: 1, respond: { status: 403 } });
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

  it("`up --replace` of a configuration does not take its own URN for a former name", async () => {
    stack.program = () => {
      configuration("one", "Field");
      return Promise.resolve();
    };
    await stack.up();
    const { urn } = await stack.recorded();
    const text = await stack.failing(stack.up({ replace: [urn] }));
    expect(text).not.to.match(/renamed or moved, let it keep its state/);
  });

  it("an update by a plan that a preview has saved goes through", async () => {
    stack.program = () => {
      configuration("one", "Field");
      return Promise.resolve();
    };
    const plan = `${tenant.folder.path}/plan.json`;
    await stack.preview({ plan });
    await stack.up({ plan });
    expect(Object.keys(liveApps(tenant))).to.deep.equal(["Field"]);
  });
});
