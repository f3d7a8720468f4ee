import type { CustomResourceOptions } from "@pulumi/pulumi";
import { expect } from "chai";
import {
  IosLobAppProvisioningConfiguration,
  IosLobAppProvisioningConfigurationAssignments,
  target,
} from "pulumi-intune-provisioning";
import { appsExpire, liveApps, openAppStack, payloadOf, type AppStack } from "./appStack.ts";
import { groupId, liveGroup } from "./liveTargets.ts";
import { openTestTenant, type TestTenant } from "./tenantStack.ts";

describe("a replacement", () => {
  let tenant: TestTenant;
  let stack: AppStack;

  beforeEach(async () => {
    tenant = await openTestTenant();
    stack = await openAppStack(tenant, "dev");
  });
  afterEach(() => tenant.close());

  const declareSets = (
    sets: Record<string, string>,
    options: CustomResourceOptions = {},
    groups: Record<string, number> = {},
  ): void => {
    stack.program = () => {
      for (const [name, configurationId] of Object.entries(sets))
        new IosLobAppProvisioningConfigurationAssignments(
          name,
          { configurationId, assignments: [target.group(groupId(groups[name] ?? 1))] },
          options,
        );
      return Promise.resolve();
    };
  };
  const declareConfiguration = (app: string, adoptId?: string): void => {
    stack.program = () => {
      new IosLobAppProvisioningConfiguration("one", {
        displayName: app,
        payload: payloadOf(app),
        payloadFileName: "field.mobileprovision",
        ...(adoptId && { adoptId }),
      });
      return Promise.resolve();
    };
  };
  const writes = (): string[] =>
    tenant.emulator.requests
      .filter(({ method, path }) => method !== "GET" && path.startsWith("/beta/"))
      .map(({ method, path }) => `${method} ${path.split("/").slice(-2).join("/")}`);
  const refuse = (id: string): void => {
    tenant.emulator.script({ method: "POST", path: id, respond: { status: 403 } });
  };
  const expectQuiet = async (): Promise<void> => {
    const { changes } = await stack.preview({ expectNoChanges: true });
    expect(Object.keys(changes)).to.deep.equal(["same"]);
  };

  for (const options of [{}, { deleteBeforeReplace: true }])
    it(`of a set writes the new configuration before it clears the old one (${JSON.stringify(options)})`, async () => {
      const [from, to] = [tenant.addConfiguration(), tenant.addConfiguration()];
      declareSets({ set: from }, options);
      await stack.up();
      tenant.emulator.clearRequests();
      declareSets({ set: to }, options);
      await stack.up();
      expect(writes()).to.deep.equal([`POST ${to}/assign`, `POST ${from}/assign`]);
      expect(tenant.liveGroupIds(from)).to.deep.equal([]);
      await expectQuiet();
    });

  it("of a set leaves the old configuration alone where the new one refuses the write", async () => {
    const [from, to] = [tenant.addConfiguration(), tenant.addConfiguration()];
    declareSets({ set: from });
    await stack.up();
    declareSets({ set: to });
    for (const continueOnError of [false, true]) {
      refuse(to);
      expect(await stack.failing(stack.up({ continueOnError }))).to.match(/403/);
      expect(tenant.liveGroupIds(from)).to.deep.equal([groupId(1)]);
    }
  });

  it("of two sets that swap their configurations ends as declared", async () => {
    const [a, b] = [tenant.addConfiguration(), tenant.addConfiguration()];
    const groups = { one: 1, two: 2 };
    declareSets({ one: a, two: b }, {}, groups);
    await stack.up();
    declareSets({ one: b, two: a }, {}, groups);
    // The one may be written before the other is compared: then its former entries are refused as unseen.
    await stack.up().catch(async () => {
      await stack.refresh();
      await stack.up();
    });
    expect(tenant.liveGroupIds(a)).to.deep.equal([groupId(2)]);
    expect(tenant.liveGroupIds(b)).to.deep.equal([groupId(1)]);
    await expectQuiet();
  });

  it("ends where the delete of what it replaces fails, with --continue-on-error too", async () => {
    declareConfiguration("Field");
    await stack.up();
    const id = tenant.emulator.tenant.configurations[0]?.id ?? "";
    tenant.emulator.tenant.setAssignments(id, [liveGroup(3)]);
    const { id: other } = tenant.emulator.tenant.addConfiguration({
      displayName: "Sales",
      payload: payloadOf("Sales"),
      payloadFileName: "field.mobileprovision",
      expirationDateTime: appsExpire.toISOString(),
    });
    declareConfiguration("Sales", other);
    const text = await stack.failing(stack.up({ continueOnError: true }));
    expect(text).to.match(/it is still assigned/);
    expect(tenant.emulator.tenant.configurations).to.have.length(2);
    tenant.emulator.tenant.setAssignments(id, []);
    await stack.up();
    expect(Object.keys(liveApps(tenant))).to.deep.equal(["Sales"]);
  });

  it("is not made where the engine would delete first, as autonaming without a random part does", async () => {
    const [from, to] = [tenant.addConfiguration(), tenant.addConfiguration()];
    declareSets({ set: from });
    await stack.up();
    await stack.stack.setConfig("pulumi:autonaming.mode", { value: "verbatim" }, true);
    declareSets({ set: to });
    expect(await stack.failing(stack.up())).to.match(/was not written/);
    expect(tenant.liveGroupIds(from)).to.deep.equal([groupId(1)]);
  });

  it("by `up --replace` keeps the set and the configuration", async () => {
    const id = tenant.addConfiguration();
    declareSets({ set: id });
    await stack.up();
    const { urn } = stack.recorded();
    await stack.up({ replace: [urn] });
    expect(tenant.liveGroupIds(id)).to.deep.equal([groupId(1)]);
    await expectQuiet();
  });

  it("by `up --replace` of a configuration is refused as a twin, and keeps it", async () => {
    declareConfiguration("Field");
    await stack.up();
    const { urn } = stack.recorded();
    expect(await stack.failing(stack.up({ replace: [urn] }))).to.match(/Nothing was created/);
    expect(Object.keys(liveApps(tenant))).to.deep.equal(["Field"]);
    await expectQuiet();
  });
});
