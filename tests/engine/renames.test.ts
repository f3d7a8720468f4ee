import * as pulumi from "@pulumi/pulumi";
import { expect } from "chai";
import { target } from "pulumi-intune-provisioning";
import { liveApps, openAppStack, payloadOf, type AppStack } from "./appStack.ts";
import { groupId } from "./liveTargets.ts";
import { shell } from "./shell.ts";
import { openTestTenant, type TestTenant } from "./tenantStack.ts";

const {
  IosLobAppProvisioningConfiguration,
  IosLobAppProvisioningConfigurationAssignments,
  ProvisionedApp,
} = shell;

interface App {
  /** The app, by which its name in Intune and its profile go. */
  app: string;
  /** Without one, the configuration alone is declared. */
  group?: number;
  adoptId?: string;
  /** Declared as a ProvisionedApp. */
  isProvisioned?: boolean;
  /** The name of a component around it. */
  parent?: string;
}

const appOf = (app: string, group: number): App => ({ app, group });

describe("a resource that gets another name or place in the program", () => {
  let tenant: TestTenant;
  let stack: AppStack;

  before(async () => {
    tenant = await openTestTenant();
  });
  after(() => tenant.close());

  /** A program of configurations, each with its set, by the names of the resources. */
  const declare = (apps: Record<string, App>): void => {
    stack.program = () => {
      for (const [name, { app, group, adoptId, isProvisioned, parent }] of Object.entries(apps)) {
        const assignments = group === undefined ? [] : [target.group(groupId(group))];
        const content = {
          displayName: app,
          payload: payloadOf(app),
          payloadFileName: "field.mobileprovision",
          // So that no assignment holds a delete back.
          deleteAssigned: true,
          ...(adoptId && { adoptId }),
        };
        const options = parent
          ? { parent: new pulumi.ComponentResource("test:index:Folder", parent) }
          : {};
        if (isProvisioned) new ProvisionedApp(name, { ...content, assignments }, options);
        else {
          const { id: configurationId } = new IosLobAppProvisioningConfiguration(name, content);
          if (group !== undefined)
            new IosLobAppProvisioningConfigurationAssignments(name, {
              configurationId,
              assignments,
            });
        }
      }
      return Promise.resolve();
    };
  };
  /** The same, as what takes over by its id what is live. */
  const adopt = (app: App): App => ({
    ...app,
    adoptId:
      tenant.emulator.tenant.configurations.find(({ displayName }) => displayName === app.app)
        ?.id ?? expect.fail(`There is no ${app.app}.`),
  });
  /** The groups of the apps that are live. */
  const live = (...apps: App[]): Record<string, unknown> =>
    Object.fromEntries(apps.map(({ app }) => [app, liveApps(tenant)[app]]));
  const groupsOf = (...apps: App[]): Record<string, unknown> =>
    Object.fromEntries(
      apps.map(({ app, group }) => [app, group === undefined ? [] : [groupId(group)]]),
    );
  const expectLive = (...apps: App[]): void => {
    expect(live(...apps)).to.deep.equal(groupsOf(...apps));
  };
  const liveIds = (): string[] => tenant.emulator.tenant.configurations.map(({ id }) => id);
  const expectQuiet = async (): Promise<void> => {
    const { changes } = await stack.preview({ expectNoChanges: true });
    expect(Object.keys(changes)).to.deep.equal(["same"]);
  };

  describe("and takes over by adoptId, in one run with the others,", () => {
    const [alone, first, second] = [appOf("Alone", 1), appOf("First", 2), appOf("Second", 3)];
    const [left, right, moving] = [appOf("Left", 4), appOf("Right", 5), appOf("Moving", 6)];
    const bare = { app: "Bare" };
    const renamed = (): Record<string, App> => ({
      after: adopt(alone),
      uncovered: adopt(bare),
      two: adopt(first),
      three: adopt(second),
      left: adopt(right),
      right: adopt(left),
      app: { ...adopt(moving), isProvisioned: true },
    });
    let ids: string[];
    let text: string;

    before(async () => {
      stack = await openAppStack(tenant, "adopting");
      declare({ before: alone, bare, one: first, two: second, left, right, app: moving });
      await stack.up();
      ids = liveIds();
      declare(renamed());
      ({ text } = await stack.up());
    });

    it("keeps its profile, and a line says so", () => {
      expect(text).to.match(/Kept iosLobAppProvisioningConfiguration .* "after" declares it/);
      expectLive(alone, bare);
    });

    it("keeps every profile of a chain", () => {
      expectLive(first, second);
    });

    it("keeps both profiles of two that swap their names", () => {
      expectLive(left, right);
    });

    it("keeps its profile where it moves into a ProvisionedApp", () => {
      expectLive(moving);
    });

    it("has nothing to do after that", async () => {
      expect(liveIds()).to.deep.equal(ids);
      await expectQuiet();
    });

    it("keeps its profile where it moves out of the ProvisionedApp", async () => {
      declare({ ...renamed(), app: adopt(moving) });
      await stack.up();
      expect(liveIds()).to.deep.equal(ids);
      expectLive(moving);
      await expectQuiet();
    });
  });

  describe("and is refused, with --continue-on-error too,", () => {
    const [twin, moving, missing] = [appOf("Twin", 1), appOf("Mover", 2), appOf("Missing", 3)];
    const bare = { app: "Bare twin" };
    const nested = { ...appOf("Nested", 4), isProvisioned: true };
    const all = { twin, bare, moving, missing, nested };
    const nobody = "deadbeef-0000-4000-8000-000000000000";
    let ids: string[];
    let text: string;

    before(async () => {
      stack = await openAppStack(tenant, "refused");
      declare(all);
      await stack.up();
      ids = liveIds();
    });

    it("keeps its profile where another id is to be taken over, and that one is missing", async () => {
      declare({ ...all, missing: { ...missing, adoptId: nobody } });
      expect(await stack.failing(stack.up())).to.match(/404 ResourceNotFound/);
      expectLive(missing);
      declare({
        renamed: twin,
        uncovered: bare,
        moving: { ...moving, isProvisioned: true },
        missing: { ...missing, adoptId: nobody },
        nested: { ...nested, parent: "folder" },
      });
      text = await stack.failing(stack.up({ continueOnError: true }));
      expect(text).to.match(/404 ResourceNotFound/);
      expectLive(missing);
    });

    it("keeps its profile where it is a twin", () => {
      expect(text).to.match(
        /already has that name with that profile.*stack.s own.*aliases: \["urn:.*::twin"\]/s,
      );
      expect(text).to.match(/were not deleted|Nothing was removed/);
      expectLive(twin, bare);
    });

    it("keeps its profile where it moves into a ProvisionedApp", () => {
      expect(text).to.match(/aliases: \["urn:.*::moving"\]/);
      expectLive(moving);
    });

    it("keeps its profile where a ProvisionedApp moves under another parent", () => {
      expect(text).to.match(/aliases: \["urn:[^"]*::nested"\]/);
      expectLive(nested);
    });

    it("leaves nothing to do for the program as it was, but to drop the components", async () => {
      expect(liveIds()).to.deep.equal(ids);
      declare(all);
      expect((await stack.preview()).changes).to.deep.equal({ same: 11, delete: 3 });
    });

    it("is so in the preview where another resource still has what it takes over", async () => {
      const adopting = { ...all, twin: adopt(moving) };
      const { moving: owner, ...others } = adopting;
      for (const apps of [adopting, { moving: owner, ...others }]) {
        declare(apps);
        expect(await stack.failing(stack.preview())).to.match(/belongs to the .*has one owner/);
        expect(await stack.failing(stack.up({ continueOnError: true }))).to.match(/has one owner/);
      }
      expectLive(twin, moving, missing);
    });
  });

  it("keeps its profile where only the new one, or both, are targeted", async () => {
    const [field, sales, further] = [appOf("Field", 1), appOf("Sales", 2), appOf("HR", 3)];
    stack = await openAppStack(tenant, "targeted");
    declare({ one: field, other: sales });
    await stack.up();
    declare({ two: adopt(field), other: sales, further });
    await stack.up({ target: ["**::two"] });
    expectLive(field, sales);
    await stack.up({ target: ["**::one", "**::two"] });
    expectLive(field, sales);
    expect(live(further)).to.deep.equal({ HR: undefined });
    await stack.up();
    expectLive(field, sales, further);
    await expectQuiet();
  });
});
