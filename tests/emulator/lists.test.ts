import { expect } from "chai";
import { callGraph, configurationsPath, pick, pickItems, pickMessage } from "./callGraph.ts";
import { groupA, groupB, groupC, includeGroup } from "./targets.ts";
import { withEmulator, type Bench } from "./withEmulator.ts";

describe("A list", () => {
  it("comes in pages that a next link leads through", () =>
    withEmulator({ pageSize: 2 }, async (bench) => {
      const { id, path } = bench.addConfiguration();
      bench.emulator.tenant.setAssignments(id, [groupA, groupB, groupC].map(includeGroup));
      const pages = await readPages(bench, `${path}/assignments`);
      const groups = pages.map((page) => page.map((item) => pick(item, "target", "groupId")));
      expect(groups).to.deep.equal([[groupA, groupB], [groupC]]);
    }));

  it("has no next link when the last page is full", () =>
    withEmulator({ pageSize: 2 }, async (bench) => {
      const { id, path } = bench.addConfiguration();
      bench.emulator.tenant.setGroupAssignments(id, [groupA, groupB]);
      expect(await readPages(bench, `${path}/groupAssignments`)).to.have.length(1);
    }));

  it("keeps the other options in its next link", () =>
    withEmulator({}, async (bench) => {
      for (const displayName of ["A", "B", "A"])
        bench.emulator.tenant.addConfiguration({ displayName });
      const query = `?$filter=${encodeURIComponent("displayName eq 'A'")}&$top=1&$select=displayName`;
      const pages = await readPages(bench, configurationsPath + query);
      const type = "#microsoft.graph.iosLobAppProvisioningConfiguration";
      const item = { "@odata.type": type, displayName: "A" };
      expect(pages).to.deep.equal([[item], [item]]);
    }));

  it("finds names with quotes and names of groups, in any case", () =>
    withEmulator({}, async ({ emulator, call }) => {
      emulator.tenant.addConfiguration({ displayName: "Driver's Log" });
      const group = emulator.tenant.addGroup({ displayName: "Warehouse iPads" });
      const byQuote = `?$filter=${encodeURIComponent("displayName eq 'Driver''s Log'")}`;
      expect(pickItems((await call(`GET ${configurationsPath}${byQuote}`)).body)).to.have.length(1);
      const byGroup = `?$filter=${encodeURIComponent("displayName eq 'warehouse ipads'")}&$select=id`;
      for (const version of ["beta", "v1.0"]) {
        const { body } = await call(`GET /${version}/groups${byGroup}`);
        expect(pickItems(body)).to.deep.equal([{ id: group.id }]);
      }
    }));

  it("of statuses shows what a test put there", () =>
    withEmulator({}, async ({ emulator, call, addConfiguration }) => {
      const { id, path } = addConfiguration();
      emulator.tenant.setStatuses(id, { deviceStatuses: [{ id: "1", status: "compliant" }] });
      const { body } = await call(`GET ${path}/deviceStatuses`);
      expect(pickItems(body)).to.deep.equal([{ id: "1", status: "compliant" }]);
      expect(pick((await call(`GET ${path}/userStatuses`)).body, "value")).to.deep.equal([]);
    }));

  const refusals = {
    "$top=x": { status: 400, names: "$top" },
    "$skiptoken=zzz": { status: 400, names: "$skiptoken" },
    "$select=nickname": { status: 400, names: "nickname" },
    "$fields=id": { status: 400, names: "$fields" },
    "$filter=(displayName eq 'A'": { status: 400, names: "$filter" },
    "$orderby=nickname": { status: 400, names: "nickname" },
    "$orderby=roleScopeTagIds": { status: 400, names: "roleScopeTagIds" },
    "$orderby=displayName%20down": { status: 400, names: "down" },
    "$skip=x": { status: 400, names: "$skip" },
    "$count=x": { status: 400, names: "$count" },
    "$search=x": { status: 400, names: "Search" },
    "$expand=assignments($select=nickname)": { status: 400, names: "nickname" },
    "$expand=assignments($top=1)": { status: 501, names: "$top" },
    "$expand=assignments,deviceStatuses": { status: 501, names: "deviceStatuses" },
    "$expand=assignments(": { status: 400, names: "$expand" },
    "$filter=startswith(displayName,'A')": { status: 501, names: "startswith" },
    "$expand=deviceStatuses": { status: 501, names: "deviceStatuses" },
  };
  for (const [query, { status, names }] of Object.entries(refusals)) {
    it(`answers ${query} with ${status}`, () =>
      withEmulator({}, async ({ call, addConfiguration }) => {
        addConfiguration();
        const answer = await call(`GET ${configurationsPath}?${query}`);
        expect(answer.status).to.equal(status);
        expect(pickMessage(answer.body)).to.include(names);
      }));
  }
});

describe("A group", () => {
  it("is there until it is removed, and an assignment to it stays", () =>
    withEmulator({}, async ({ emulator: { tenant }, call, addConfiguration }) => {
      const group = tenant.addGroup({ displayName: "Technicians" });
      const { id } = addConfiguration();
      tenant.setAssignments(id, [includeGroup(group.id)]);
      const found = await call(`GET /v1.0/groups/${group.id.toUpperCase()}`);
      expect(found.body).to.deep.include({ ...group });
      tenant.removeGroup(group.id);
      const gone = await call(`GET /beta/groups/${group.id}`);
      expect(gone.status).to.equal(404);
      expect(pick(gone.body, "error", "code")).to.equal("Request_ResourceNotFound");
      expect(tenant.assignmentsOf(id)).to.have.length(1);
    }));
});

describe("A list of groups", () => {
  const ids = Array.from({ length: 16 }, (_, index) =>
    groupA.replace(/^.{2}/u, String(index + 10)),
  );
  const refusals: [filter: string, status: number, names: string][] = [
    [`id in (${ids.map((id) => `'${id}'`).join(",")})`, 400, "Max allowed: 15"],
    ["id in ('no-guid')", 400, "no-guid"],
    ["id in ()", 400, "in"],
    [`id in (${groupA})`, 400, "in"],
    [`displayName eq '${"x".repeat(121)}'`, 400, "120"],
    [`id eq '${groupA}'`, 501, "id eq"],
  ];
  for (const [filter, status, names] of refusals) {
    it(`answers $filter=${filter.slice(0, 40)} with ${status}`, () =>
      withEmulator({}, async ({ call }) => {
        const answer = await call(`GET /beta/groups?$filter=${encodeURIComponent(filter)}`);
        expect(answer.status).to.equal(status);
        expect(pickMessage(answer.body)).to.include(names);
      }));
  }

  for (const [headers, status, names] of [
    [{}, 400, "'ConsistencyLevel: eventual'"],
    [{ ConsistencyLevel: "eventual" }, 501, "$search"],
  ] as const) {
    it(`answers $search with ${status}, given ${JSON.stringify(headers)}`, () =>
      withEmulator({}, async ({ call }) => {
        const answer = await call("GET /beta/groups?$search=x", undefined, headers);
        expect(answer.status).to.equal(status);
        expect(pickMessage(answer.body)).to.include(names);
      }));
  }

  it("keeps those whose ids are named, in any case", () =>
    withEmulator({}, async ({ emulator: { tenant }, call }) => {
      for (const id of ids) tenant.addGroup({ id });
      const named = [ids[3], ids[5]].map((id) => `'${String(id).toUpperCase()}'`);
      const filter = encodeURIComponent(`id in (${named.join(", ")})`);
      const { body } = await call(`GET /v1.0/groups?$filter=${filter}&$select=id`);
      expect(pickItems(body)).to.deep.equal([{ id: ids[3] }, { id: ids[5] }]);
    }));

  it("wants a permission of the directory, and says so in the directory's words", () =>
    withEmulator({}, async ({ emulator, target }) => {
      const token = () => emulator.issueToken({ roles: ["DeviceManagementApps.ReadWrite.All"] });
      const answer = await callGraph({ ...target, token }, "GET /beta/groups");
      expect(answer.status).to.equal(403);
      expect(pick(answer.body, "error", "code")).to.equal("Authorization_RequestDenied");
    }));
});

describe("A configuration", () => {
  it("gets a new version and date when it is changed", () => {
    let now = 1_800_000_000_000;
    return withEmulator({ now: () => now }, async ({ call, addConfiguration }) => {
      const { path } = addConfiguration();
      now += 60_000;
      const { body } = await call(`PATCH ${path}`, { description: "new" });
      expect(pick(body, "version")).to.equal(2);
      expect(pick(body, "displayName")).to.equal("Field Service");
      expect(Date.parse(String(pick(body, "lastModifiedDateTime")))).to.equal(now);
      expect(Date.parse(String(pick(body, "createdDateTime")))).to.equal(now - 60_000);
    });
  });

  it("is found without regard to the case of path and id", () =>
    withEmulator({}, async ({ call, addConfiguration }) => {
      const { path } = addConfiguration();
      expect((await call(`GET ${path.toUpperCase()}`)).status).to.equal(200);
    }));

  for (const id of ["no-guid", "%zz", "00000000-0000-0000-0000-000000000000"]) {
    it(`named ${id} is not found`, () =>
      withEmulator({}, async ({ call }) => {
        const answer = await call(`GET ${configurationsPath}/${id}`);
        expect(answer.status).to.equal(404);
        expect(pick(answer.body, "error", "code")).to.equal("ResourceNotFound");
      }));
  }
});

describe("A route that the emulator does not know", () => {
  for (const line of [
    "GET /beta/me",
    "PUT /beta/groups/x",
    "GET /beta/groups/$count",
    "GET /v1.0/deviceAppManagement/iosLobAppProvisioningConfigurations",
  ]) {
    it(`is answered as the emulator's limit: ${line}`, () =>
      withEmulator({}, async ({ call }) => {
        const answer = await call(line);
        expect(answer.status).to.equal(501);
        expect(pick(answer.body, "error", "code")).to.equal("NotImplemented");
        expect(pickMessage(answer.body)).to.include(line).and.include("emulator's limit");
      }));
  }
});

async function readPages({ call, target }: Bench, path: string): Promise<(readonly unknown[])[]> {
  const pages = [];
  let next: unknown = target.baseUrl + path;
  while (typeof next === "string") {
    const { body } = await call(`GET ${next}`);
    pages.push(pickItems(body));
    next = pick(body, "@odata.nextLink");
  }
  return pages;
}
