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
  /** The same in the older collection. */
  liveOlder?: number[];
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
    for (const [name, { live = [], liveOlder = [], ...args }] of Object.entries(declared)) {
      const id = tenant.addConfiguration(live.map(liveGroup));
      tenant.emulator.tenant.setGroupAssignments(id, liveOlder.map(groupId));
      sets[name] = args;
      ids[name] = id;
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
    let text: string;
    const declareOlder = (...older: number[]): void => {
      const groupAssignments = older.map((number) => ({ targetGroupId: groupId(number) }));
      sets["older"] = { assignments: groups(1), groupAssignments };
    };
    const liveOlder = (): string[] =>
      tenant.emulator.tenant.groupAssignmentsOf(idOf("older")).toSorted();

    before(async () => {
      await openStack("create", {
        refused: { live: [1, 8, 9], assignments: groups(1) },
        older: { liveOlder: [7], assignments: groups(1) },
        removing: { live: [8], assignments: [], unmanaged: "remove" },
        adopting: { live: [1, 2], assignments: groups(1, 2) },
        destroyed: { live: [8], assignments: groups(1) },
      });
      tenant.emulator.clearRequests();
      text = await stack.failing(stack.up({ continueOnError: true }));
    });

    it("stop it before anything is sent, each named, with three ways out", () => {
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

    it("of the older collection stop it too", () => {
      expect(text).to.contain(`- groupAssignments entry ${groupId(7)}`);
      expect(text).to.contain("declare them in `groupAssignments`");
      expect(requestsOf("older")).not.to.contain("POST assign");
    });

    it("go at once where the program says so", () => {
      expect(live("removing")).to.deep.equal([]);
    });

    it("become ours when they are declared, without a write", () => {
      expect(requestsOf("adopting")).to.have.members(["GET assignments", "GET groupAssignments"]);
    });

    it("stay when the set is destroyed after the refusal", async () => {
      await stack.destroy({ target: ["**::destroyed"] });
      expect(live("destroyed")).to.deep.equal([groupId(8)]);
      delete sets["destroyed"];
    });

    it("stop it again, while others become ours when they are declared", async () => {
      declareOlder(7, 6);
      const again = await stack.failing(stack.up({ continueOnError: true }));
      expect(again).to.contain(groupId(9)).and.to.contain("Nothing was changed");
      expect(live("refused")).to.deep.equal([1, 8, 9].map(groupId));
      expect(liveOlder()).to.deep.equal([groupId(6), groupId(7)]);
    });

    it("go once a refresh has let a preview show them, and what is ours when it is no longer declared", async () => {
      await stack.refresh();
      declareOlder(7);
      const preview = await stack.preview();
      expect(preview.text).to.contain(`- groupAssignmentTarget ${groupId(8)}: {`);
      expect(preview.text).to.contain(`- ${groupId(6)}: {`);
      expect(preview.changes).to.deep.equal({ update: 2, same: 3 });
      await stack.up();
      expect(live("refused")).to.deep.equal([groupId(1)]);
      expect(liveOlder()).to.deep.equal([groupId(7)]);
      expect((await stack.preview()).changes).to.deep.equal({ same: 5 });
      await stack.destroy();
      expect(liveOlder()).to.deep.equal([]);
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
});
