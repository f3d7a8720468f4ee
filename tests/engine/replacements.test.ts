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

  const open = async (): Promise<void> => {
    tenant = await openTestTenant();
    stack = await openAppStack(tenant, "dev");
  };

  const declareSets = (
    sets: Record<string, string>,
    options: Record<string, CustomResourceOptions> = {},
    groups: Record<string, number> = {},
  ): void => {
    stack.program = () => {
      for (const [name, configurationId] of Object.entries(sets))
        new IosLobAppProvisioningConfigurationAssignments(
          name,
          { configurationId, assignments: [target.group(groupId(groups[name] ?? 1))] },
          options[name],
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

  describe("of sets in one run", () => {
    const options = { usual: {}, deletedFirst: { deleteBeforeReplace: true } };
    type Name = keyof typeof options;
    let from: Record<Name, string>;
    let to: Record<Name, string>;
    let kept: string;

    before(async () => {
      await open();
      const add = () => tenant.addConfiguration();
      [from, to] = [
        { usual: add(), deletedFirst: add() },
        { usual: add(), deletedFirst: add() },
      ];
      kept = add();
      declareSets({ ...from, kept }, options);
      await stack.up();
      const urn = stack.resources().find((resource) => resource.urn.endsWith("::kept"))?.urn;
      tenant.emulator.clearRequests();
      declareSets({ ...to, kept }, options);
      await stack.up({ replace: [urn] });
    });
    after(() => tenant.close());

    for (const name of Object.keys(options) as Name[])
      it(`writes the new configuration before it clears the old one (${JSON.stringify(options[name])})`, () => {
        const [old, current] = [from[name], to[name]];
        const ours = writes().filter((write) => write.includes(old) || write.includes(current));
        expect(ours).to.deep.equal([`POST ${current}/assign`, `POST ${old}/assign`]);
        expect(tenant.liveGroupIds(old)).to.deep.equal([]);
        expect(tenant.liveGroupIds(current)).to.deep.equal([groupId(1)]);
      });

    it("by `up --replace` keeps the set and the configuration", () => {
      expect(tenant.liveGroupIds(kept)).to.deep.equal([groupId(1)]);
    });

    it("leaves nothing to do", expectQuiet);
  });

  describe("of a set", () => {
    let from: string;
    let to: string;

    before(async () => {
      await open();
      [from, to] = [tenant.addConfiguration(), tenant.addConfiguration()];
      declareSets({ set: from });
      await stack.up();
      declareSets({ set: to });
    });
    after(() => tenant.close());

    it("leaves the old configuration alone where the new one refuses the write", async () => {
      for (const continueOnError of [false, true]) {
        refuse(to);
        expect(await stack.failing(stack.up({ continueOnError }))).to.match(/403/);
        expect(tenant.liveGroupIds(from)).to.deep.equal([groupId(1)]);
      }
    });

    const replaced = { set: { replaceOnChanges: ["assignments"] } };

    it("that `replaceOnChanges` makes on one configuration removes what a refresh has found, and nothing that came later", async () => {
      const setLive = (...numbers: number[]): void => {
        tenant.emulator.tenant.setAssignments(from, numbers.map(liveGroup));
      };
      const expectRefused = async (
        up: Parameters<AppStack["failing"]>[0],
        ...unseen: number[]
      ): Promise<void> => {
        const text = await stack.failing(up);
        const [, named = ""] =
          /no preview has shown.*?:\s([^]*?)Nothing was changed/.exec(text) ?? [];
        const ids = named.match(/[0-9a-f-]{36}/g);
        expect([...new Set(ids)], text).to.deep.equal(unseen.map(groupId));
      };
      setLive(1, 3);
      await stack.refresh();
      setLive(1, 3, 4);
      declareSets({ set: from }, replaced, { set: 2 });
      await expectRefused(stack.up(), 4);
      await stack.refresh();
      setLive(1, 3, 4, 5);
      await expectRefused(stack.up({ refresh: true }), 5);
      expect(tenant.liveGroupIds(from)).to.deep.equal([1, 3, 4, 5].map(groupId));
      await stack.refresh();
      await stack.up();
      expect(tenant.liveGroupIds(from)).to.deep.equal([groupId(2)]);
    });

    it("that it makes without a refresh removes what its preview has shown", async () => {
      declareSets({ set: from }, replaced, { set: 1 });
      await stack.up();
      expect(tenant.liveGroupIds(from)).to.deep.equal([groupId(1)]);
      declareSets({ set: to });
    });

    it("is not made where the engine would delete first, as autonaming without a random part does", async () => {
      await stack.stack.setConfig("pulumi:autonaming.mode", { value: "verbatim" }, true);
      expect(await stack.failing(stack.up())).to.match(/was not written/);
      expect(tenant.liveGroupIds(from)).to.deep.equal([groupId(1)]);
    });
  });

  describe("of two sets that swap their configurations", () => {
    before(open);
    after(() => tenant.close());

    it("ends as declared", async () => {
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
  });

  describe("of a configuration", () => {
    before(async () => {
      await open();
      declareConfiguration("Field");
      await stack.up();
    });
    after(() => tenant.close());

    it("by `up --replace` is refused as a twin, and keeps it: its own URN is no former name", async () => {
      const { urn } = stack.recorded();
      const text = await stack.failing(stack.up({ replace: [urn] }));
      expect(text).to.match(/Nothing was created/);
      expect(text).not.to.match(/renamed or moved, let it keep its state/);
      expect(Object.keys(liveApps(tenant))).to.deep.equal(["Field"]);
      await expectQuiet();
    });

    it("ends where the delete of what it replaces fails, with --continue-on-error too", async () => {
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
  });
});
