import { expect } from "chai";
import {
  IosLobAppProvisioningConfigurationAssignments,
  target,
  type IosLobAppProvisioningConfigurationAssignmentsArgs,
} from "pulumi-intune-provisioning";
import { groupId, liveGroup } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

type Args = Omit<IosLobAppProvisioningConfigurationAssignmentsArgs, "configurationId">;

/** A set, and the groups that its configuration is assigned to before it is made. */
interface Declared extends Args {
  live?: number[];
}

const groups = (...numbers: number[]) => numbers.map((number) => target.group(groupId(number)));

describe("entries that nobody has declared and no preview has shown", () => {
  let tenant: TestTenant;
  let stack: TestStack;
  /** What the program declares, by the names of the sets. */
  let sets: Record<string, Args>;
  let ids: Record<string, string>;

  before(async () => {
    tenant = await openTestTenant();
  });
  after(() => tenant.close());

  /** A stack of sets, each of a configuration of its own. */
  async function openStack(stackName: string, declared: Record<string, Declared>): Promise<void> {
    sets = {};
    ids = {};
    for (const [name, { live = [], ...args }] of Object.entries(declared)) {
      sets[name] = args;
      ids[name] = tenant.addConfiguration(live.map(liveGroup));
    }
    stack = await openTestStack({
      tenant,
      stackName,
      program: () => {
        for (const [name, args] of Object.entries(sets))
          new IosLobAppProvisioningConfigurationAssignments(name, {
            configurationId: idOf(name),
            ...args,
          });
        return Promise.resolve();
      },
    });
  }

  const idOf = (name: string): string => ids[name] ?? expect.fail(`There is no ${name}.`);
  const live = (name: string): unknown[] => tenant.liveGroupIds(idOf(name));
  /** Requests since the last call for what is of this set, as "METHOD last-segment". */
  const requestsOf = (name: string): string[] =>
    tenant.emulator.requests
      .filter(({ path }) => path.includes(idOf(name)))
      .map(({ method, path }) => `${method} ${path.split("?")[0]?.split("/").at(-1) ?? ""}`);

  describe("on create", () => {
    before(() =>
      openStack("create", {
        refused: { live: [1, 8, 9], assignments: groups(1) },
        removing: { live: [8], assignments: [], unmanaged: "remove" },
        adopting: { live: [1, 2], assignments: groups(1, 2) },
      }),
    );

    it("stop it before anything is sent, each named, with three ways out", async () => {
      tenant.emulator.clearRequests();
      const text = await stack.failing(stack.up({ continueOnError: true }));
      expect(text).to.contain(
        `Cannot assign iosLobAppProvisioningConfiguration ${idOf("refused")}`,
      );
      expect(text).to.contain(`- groupAssignmentTarget ${groupId(8)}`);
      expect(text).to.contain(`- groupAssignmentTarget ${groupId(9)}`);
      expect(text).to.contain("declare them in `assignments`");
      expect(text).to.contain("run `pulumi refresh` first");
      expect(text).to.contain('set `unmanaged: "remove"`');
      expect(requestsOf("refused")).not.to.contain("POST assign");
    });

    it("go at once where the program says so", () => {
      expect(live("removing")).to.deep.equal([]);
    });

    it("become ours when they are declared, without a write", () => {
      expect(requestsOf("adopting")).to.have.members(["GET assignments", "GET groupAssignments"]);
    });

    it("go once a refresh has let a preview show them", async () => {
      expect(await stack.failing(stack.up())).to.contain("Nothing was changed");
      await stack.refresh();
      const { text } = await stack.preview();
      expect(text).to.contain(`- groupAssignmentTarget ${groupId(8)}: {`);
      await stack.up();
      expect(live("refused")).to.deep.equal([groupId(1)]);
      expect((await stack.preview()).changes).to.deep.equal({ same: 4 });
    });

    it("stay when the stack is destroyed after the refusal", async () => {
      await openStack("create-destroyed", { set: { live: [8], assignments: groups(1) } });
      await stack.failing(stack.up());
      await stack.destroy();
      expect(live("set")).to.deep.equal([groupId(8)]);
    });
  });

  describe("on update", () => {
    let text: string;

    before(async () => {
      await openStack("update", {
        changed: { assignments: groups(1) },
        "now-authoritative": { live: [8], assignments: groups(1), mode: "additive" },
      });
      await stack.up();
      tenant.emulator.tenant.addAssignment(idOf("changed"), liveGroup(9));
      sets = {
        changed: { assignments: groups(2) },
        "now-authoritative": { assignments: groups(1) },
      };
      text = await stack.failing(stack.up({ continueOnError: true }));
    });

    it("stop it, and the former state stays, so that the preview shows the same changes again", async () => {
      expect(text).to.contain(`- groupAssignmentTarget ${groupId(9)}`);
      expect(live("changed")).to.deep.equal([groupId(1), groupId(9)]);
      const preview = await stack.preview();
      expect(preview.text).to.contain(`- groupAssignmentTarget ${groupId(1)}: {`);
      expect(preview.text).to.contain(`+ groupAssignmentTarget ${groupId(2)}: {`);
    });

    it("stop a change to authoritative mode, and a refresh then shows them", async () => {
      expect(text).to.contain(`- groupAssignmentTarget ${groupId(8)}`);
      expect(live("now-authoritative")).to.deep.equal([groupId(1), groupId(8)]);
      await stack.refresh();
      expect((await stack.preview()).text).to.contain(`- groupAssignmentTarget ${groupId(8)}: {`);
      await stack.up();
      expect(live("now-authoritative")).to.deep.equal([groupId(1)]);
      expect(live("changed")).to.deep.equal([groupId(2)]);
    });

    it("that a refresh has seen and the program then declares become ours", async () => {
      tenant.emulator.tenant.addAssignment(idOf("changed"), liveGroup(3));
      await stack.refresh();
      sets["changed"] = { assignments: groups(2, 3) };
      tenant.takeRequests();
      expect((await stack.up()).changes).to.deep.equal({ update: 1, same: 2 });
      expect(tenant.takeRequests()).not.to.contain("POST assign");
      await stack.destroy();
      expect(live("changed")).to.deep.equal([]);
    });
  });

  describe("in the older collection", () => {
    before(() => openStack("older", { set: { assignments: groups(1) } }));

    it("stop a create that does not declare them", async () => {
      tenant.emulator.tenant.setGroupAssignments(idOf("set"), [groupId(7)]);
      tenant.takeRequests();
      const text = await stack.failing(stack.up());
      expect(text).to.contain(`- groupAssignments entry ${groupId(7)}`);
      expect(text).to.contain("declare them in `groupAssignments`");
      expect(tenant.takeRequests()).not.to.contain("POST assign");
    });

    it("are managed once declared, and go when no longer declared", async () => {
      const declare = (...older: number[]): void => {
        sets["set"] = {
          assignments: groups(1),
          groupAssignments: older.map((number) => ({ targetGroupId: groupId(number) })),
        };
      };
      declare(7, 6);
      await stack.up();
      const older = (): string[] =>
        tenant.emulator.tenant.groupAssignmentsOf(idOf("set")).toSorted();
      expect(older()).to.deep.equal([groupId(6), groupId(7)]);
      expect((await stack.refresh()).changes).to.deep.equal({ same: 2 });
      declare(7);
      expect((await stack.preview()).text).to.contain(`- ${groupId(6)}: {`);
      await stack.up();
      expect(older()).to.deep.equal([groupId(7)]);
      await stack.destroy();
      expect(older()).to.deep.equal([]);
    });
  });
});
