import { expect } from "chai";
import { createEmulator, type Emulator, type EmulatorOptions } from "intune-graph-emulator";
import { createGraphClient } from "../../provider/dist/graph/graphClient.js";
import { createGroupsApi, type GroupsApi } from "../../provider/dist/graph/groupsApi.js";
import { createSendHttp } from "../../provider/dist/graph/sendHttp.js";
import { groupId } from "../engine/liveTargets.ts";
import { failureOf } from "../handlers/failureOf.ts";
import { httpOptions } from "./httpOptions.ts";

const missingId = "deadbeef-0000-4000-8000-000000000000";

describe("the groups of the directory", () => {
  let emulator: Emulator;
  let groups: GroupsApi;

  const open = async (options: EmulatorOptions = {}, roles?: string[]): Promise<void> => {
    emulator = await createEmulator(options);
    groups = createGroupsApi(
      createGraphClient({
        graphEndpoint: emulator.url,
        getToken: () => emulator.issueToken({ ...(roles && { roles }) }),
        sendHttp: createSendHttp(httpOptions),
        now: Date.now,
      }),
    );
  };
  afterEach(() => emulator.close());

  describe("are found by id", () => {
    it("in letters of any case, and come with the id in lower case", async () => {
      await open();
      const { id } = emulator.tenant.addGroup({
        id: groupId(1).toUpperCase(),
        displayName: "Technicians",
        description: "Field service",
      });
      expect(await groups.findGroup(id.toLowerCase())).to.deep.equal({
        id: id.toLowerCase(),
        displayName: "Technicians",
        description: "Field service",
        kind: "security group",
      });
    });

    it("or not at all, which is no failure", async () => {
      await open();
      expect(await groups.findGroup(missingId)).to.be.undefined;
    });

    it("but a 404 of something on the way says nothing about the group", async () => {
      await open();
      emulator.script({ path: "/groups/", respond: { status: 404, body: "<html>" } });
      expect((await failureOf(groups.findGroup(missingId))).message).to.contain(
        `Cannot read group ${missingId}: Graph answered 404`,
      );
    });
  });

  describe("are found by name", () => {
    const names = ["O'Brien's", "'", "R&D + QA #1", "100 % / ?", "Ärzte 𝕏", "x".repeat(120)];
    for (const displayName of names) {
      it(`as it is written: ${displayName}`, async () => {
        await open();
        emulator.tenant.addGroup({ displayName: `${displayName}!` });
        const { id } = emulator.tenant.addGroup({ displayName });
        const found = await groups.findGroupsByDisplayName(displayName);
        expect(found).to.deep.equal([
          { id, displayName, description: null, kind: "security group" },
        ]);
      });
    }

    it("without regard to case, all of them, over pages", async () => {
      await open({ pageSize: 2 });
      for (const displayName of ["Pilots", "PILOTS", "pilots", "Pilots 2"])
        emulator.tenant.addGroup({ displayName });
      const found = await groups.findGroupsByDisplayName("pilots");
      expect(found.map(({ displayName }) => displayName)).to.deep.equal([
        "Pilots",
        "PILOTS",
        "pilots",
      ]);
    });

    it("or not at all, which is no failure", async () => {
      await open();
      expect(await groups.findGroupsByDisplayName("Nobody")).to.deep.equal([]);
    });
  });

  describe("many at once, are found by ids", () => {
    const ids = Array.from({ length: 31 }, (_, index) => groupId(index + 1));

    it("15 with a request, over pages, without those that do not exist", async () => {
      await open({ pageSize: 10 });
      for (const id of ids.slice(0, 30)) emulator.tenant.addGroup({ id });
      const found = await groups.findGroups([...ids, ...ids.map((id) => id.toUpperCase())]);
      expect([...found.keys()]).to.have.members(ids.slice(0, 30));
      const asked = emulator.requests.map(({ path }) => (path.match(/%27/g)?.length ?? 0) / 2);
      // Two of the first page's next links, and the three requests.
      expect(asked.toSorted((a, b) => b - a)).to.deep.equal([15, 15, 15, 15, 1]);
    });

    it("without a request where there are none to find", async () => {
      await open();
      expect(await groups.findGroups([])).to.be.empty;
      expect(emulator.requests).to.be.empty;
    });
  });

  const asks: [what: string, ask: () => Promise<unknown>][] = [
    ["by id", () => groups.findGroup(missingId)],
    ["by name", () => groups.findGroupsByDisplayName("Pilots")],
    ["by ids", () => groups.findGroups([missingId])],
  ];
  for (const [what, ask] of asks) {
    it(`may be found ${what} with GroupMember.Read.All, and a refusal names it`, async () => {
      await open({}, ["GroupMember.Read.All"]);
      await ask();
      await emulator.close();
      await open({}, ["DeviceManagementApps.ReadWrite.All"]);
      const { message } = await failureOf(ask());
      expect(message).to.match(/Graph answered 403 Authorization_RequestDenied: Insufficient/);
      expect(message).to.contain("the permission GroupMember.Read.All, with admin consent");
    });
  }
});
