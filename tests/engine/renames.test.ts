import { expect } from "chai";
import {
  IosLobAppProvisioningConfiguration,
  IosLobAppProvisioningConfigurationAssignments,
  ProvisionedApp,
  target,
} from "pulumi-intune-provisioning";
import { liveApps, openAppStack, payloadOf, type AppStack } from "./appStack.ts";
import { groupId } from "./liveTargets.ts";
import { openTestTenant, type TestTenant } from "./tenantStack.ts";

interface App {
  /** The app, by which its name in Intune and its profile go. */
  app: string;
  group: number;
  adoptId?: string;
}

describe("a resource that gets another name or place in the program", () => {
  let tenant: TestTenant;
  let stack: AppStack;

  beforeEach(async () => {
    tenant = await openTestTenant();
    stack = await openAppStack(tenant, "dev");
  });
  afterEach(() => tenant.close());

  /** A program of configurations, each with its set, by the names of the resources. */
  const declare = (apps: Record<string, App>): void => {
    stack.program = () => {
      for (const [name, { app, group, adoptId }] of Object.entries(apps)) {
        const { id } = new IosLobAppProvisioningConfiguration(name, {
          displayName: app,
          payload: payloadOf(app),
          payloadFileName: "field.mobileprovision",
          ...(adoptId && { adoptId }),
        });
        new IosLobAppProvisioningConfigurationAssignments(name, {
          configurationId: id,
          assignments: [target.group(groupId(group))],
        });
      }
      return Promise.resolve();
    };
  };
  const declareApp = (name: string, { app, group, adoptId }: App): void => {
    stack.program = () => {
      new ProvisionedApp(name, {
        displayName: app,
        payload: payloadOf(app),
        payloadFileName: "field.mobileprovision",
        assignments: [target.group(groupId(group))],
        ...(adoptId && { adoptId }),
      });
      return Promise.resolve();
    };
  };
  const idOf = (app: string): string =>
    tenant.emulator.tenant.configurations.find(({ displayName }) => displayName === app)?.id ??
    expect.fail(`There is no ${app}.`);
  const [field, sales] = [
    { app: "Field", group: 1 },
    { app: "Sales", group: 2 },
  ];
  const bothLive = { Field: [groupId(1)], Sales: [groupId(2)] };
  const expectQuiet = async (): Promise<void> => {
    const { changes } = await stack.preview({ expectNoChanges: true });
    expect(Object.keys(changes)).to.deep.equal(["same"]);
  };

  it("keeps its profile where it takes it over by adoptId, and a line says so", async () => {
    declare({ one: field });
    await stack.up();
    declare({ two: { ...field, adoptId: idOf("Field") } });
    const { text } = await stack.up();
    expect(text).to.match(/Kept iosLobAppProvisioningConfiguration .* "two" declares it/);
    expect(liveApps(tenant)).to.deep.equal({ Field: [groupId(1)] });
    await expectQuiet();
  });

  it("keeps every profile of a chain of renames", async () => {
    declare({ one: field, two: sales });
    await stack.up();
    const [adoptField, adoptSales] = [idOf("Field"), idOf("Sales")];
    declare({
      two: { ...field, adoptId: adoptField },
      three: { ...sales, adoptId: adoptSales },
    });
    await stack.up();
    expect(liveApps(tenant)).to.deep.equal(bothLive);
    await expectQuiet();
  });

  it("keeps both profiles of two that swap their names, by adoptId", async () => {
    declare({ one: field, two: sales });
    await stack.up();
    const [adoptField, adoptSales] = [idOf("Field"), idOf("Sales")];
    declare({
      one: { ...sales, adoptId: adoptSales },
      two: { ...field, adoptId: adoptField },
    });
    await stack.up();
    expect(liveApps(tenant)).to.deep.equal(bothLive);
    await expectQuiet();
  });

  it("keeps its profile where it is refused as a twin, with --continue-on-error too", async () => {
    declare({ one: field });
    await stack.up();
    declare({ two: field });
    const text = await stack.failing(stack.up({ continueOnError: true }));
    expect(text).to.match(
      /already has that name with that profile.*stack.s own.*aliases: \["urn:.*::one"\]/s,
    );
    expect(text).to.match(/were not deleted|Nothing was removed/);
    expect(liveApps(tenant)).to.deep.equal({ Field: [groupId(1)] });
    declare({ one: field });
    await expectQuiet();
  });

  it("keeps its profile where it moves into a ProvisionedApp and back, by adoptId", async () => {
    declare({ one: field });
    await stack.up();
    const adoptId = idOf("Field");
    declareApp("one", { ...field, adoptId });
    await stack.up();
    expect(liveApps(tenant)).to.deep.equal({ Field: [groupId(1)] });
    await expectQuiet();
    declare({ one: { ...field, adoptId } });
    await stack.up();
    expect(liveApps(tenant)).to.deep.equal({ Field: [groupId(1)] });
    await expectQuiet();
  });

  it("keeps its profile where the move into a ProvisionedApp is refused, with --continue-on-error too", async () => {
    declare({ one: field });
    await stack.up();
    declareApp("one", field);
    await stack.failing(stack.up({ continueOnError: true }));
    expect(liveApps(tenant)).to.deep.equal({ Field: [groupId(1)] });
  });

  it("keeps its profile where another id is to be taken over, and that one is missing", async () => {
    declare({ one: field });
    await stack.up();
    declare({ one: { ...field, adoptId: "deadbeef-0000-4000-8000-000000000000" } });
    expect(await stack.failing(stack.up())).to.match(/404 ResourceNotFound/);
    expect(liveApps(tenant)).to.deep.equal({ Field: [groupId(1)] });
    expect(await stack.failing(stack.up({ continueOnError: true }))).to.match(
      /404 ResourceNotFound/,
    );
    expect(liveApps(tenant)).to.deep.equal({ Field: [groupId(1)] });
  });

  it("keeps its profile where only the new one, or both, are targeted", async () => {
    declare({ one: field, other: sales });
    await stack.up();
    declare({
      two: { ...field, adoptId: idOf("Field") },
      other: sales,
      further: { app: "HR", group: 3 },
    });
    await stack.up({ target: ["**::two"] });
    expect(liveApps(tenant)).to.deep.equal(bothLive);
    await stack.up({ target: ["**::one", "**::two"] });
    expect(liveApps(tenant)).to.deep.equal(bothLive);
    await stack.up();
    expect(liveApps(tenant)).to.deep.equal({ ...bothLive, HR: [groupId(3)] });
    await expectQuiet();
  });

  it("is refused in the preview where another resource still has what it takes over", async () => {
    declare({ one: field, two: sales });
    await stack.up();
    const adoptId = idOf("Field");
    for (const apps of [
      { one: field, two: { ...field, adoptId } },
      { two: { ...field, adoptId }, one: field },
    ]) {
      declare(apps);
      expect(await stack.failing(stack.preview())).to.match(/belongs to the .*has one owner/);
      expect(await stack.failing(stack.up({ continueOnError: true }))).to.match(/has one owner/);
    }
    expect(liveApps(tenant)).to.deep.equal(bothLive);
  });
});
