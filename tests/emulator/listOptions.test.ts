import { expect } from "chai";
import { configurationsPath, pick, pickItems } from "./callGraph.ts";
import { groupA, groupB, groupC, includeGroup } from "./targets.ts";
import { withEmulator, type Bench } from "./withEmulator.ts";

const ofTarget = (item: unknown) => pick(item, "target", "groupId");

/** Runs a test in a tenant of the profiles a, B and c, the first of which has three assignments. */
function withThree(pageSize: number, test: (bench: Bench, path: string) => Promise<void>) {
  return withEmulator({ pageSize }, async (bench) => {
    const { tenant } = bench.emulator;
    const [first] = ["B", "a", "c"].map((displayName) => tenant.addConfiguration({ displayName }));
    const id = String(first?.id);
    tenant.setAssignments(id, [groupA, groupB, groupC].map(includeGroup));
    tenant.setStatuses(id, { deviceStatuses: [{ id: "1" }, { id: "2" }] });
    await test(bench, `${configurationsPath}/${id}`);
  });
}

describe("The options of a list", () => {
  it("count all that fit, beside a page and alone", () =>
    withThree(2, async ({ call }, path) => {
      const query = `$filter=${encodeURIComponent("displayName eq 'A'")}`;
      const counts: unknown[] = [];
      for (const list of [configurationsPath, `${path}/assignments`, `${path}/deviceStatuses`]) {
        const { body } = await call(`GET ${list}?$count=true&$top=1`);
        expect(pickItems(body)).to.have.length(1);
        const alone = await call(`GET ${list}/$count`);
        expect(alone.headers.get("content-type")).to.equal("text/plain");
        counts.push([pick(body, "@odata.count"), alone.body]);
      }
      expect(counts).to.deep.equal([
        [3, 3],
        [3, 3],
        [2, 2],
      ]);
      expect((await call(`GET ${configurationsPath}/$count?${query}`)).body).to.equal(1);
      const silent = await call(`GET ${configurationsPath}?$count=false`);
      expect(silent.body).not.to.have.property("@odata.count");
    }));

  it("skip, and go on behind what was skipped", () =>
    withThree(1, async ({ call }, path) => {
      const { body } = await call(`GET ${path}/assignments?$skip=1`);
      expect(pickItems(body).map(ofTarget)).to.deep.equal([groupB]);
      const next = await call(`GET ${String(pick(body, "@odata.nextLink"))}`);
      expect(pickItems(next.body).map(ofTarget)).to.deep.equal([groupC]);
    }));

  for (const [order, names] of [
    ["displayName", ["a", "B", "c"]],
    ["displayName desc", ["c", "B", "a"]],
    ["version, displayName asc", ["a", "B", "c"]],
    ["description", ["B", "a", "c"]],
  ] as const) {
    it(`order by ${order}, over all pages`, () =>
      withThree(2, async ({ call }) => {
        const { body } = await call(
          `GET ${configurationsPath}?$orderby=${order.replaceAll(" ", "%20")}`,
        );
        const rest = await call(`GET ${String(pick(body, "@odata.nextLink"))}`);
        const found = [...pickItems(body), ...pickItems(rest.body)];
        expect(found.map((item) => pick(item, "displayName"))).to.deep.equal(names);
      }));
  }

  it("select within what they expand, and take the name of a link", () =>
    withThree(9, async ({ call }, path) => {
      const query =
        "$expand=assignments($select=id)&$select=displayName,assignments,deviceStatuses";
      const { body } = await call(`GET ${path}?${query}`);
      expect(body).to.have.all.keys("@odata.context", "@odata.type", "displayName", "assignments");
      expect(pick(body, "assignments", 0)).to.have.all.keys("@odata.type", "id");
      const whole = await call(`GET ${path}?$expand=assignments($select=id,target)&$select=*`);
      expect(pick(whole.body, "assignments", 2, "target", "groupId")).to.equal(groupC);
      expect(whole.body).to.include.keys("payload", "version");
      const listed = await call(`GET ${path}/assignments?$select=target`);
      expect(pickItems(listed.body)[0]).to.have.all.keys("@odata.type", "target");
    }));
});

describe("What OData says of an answer", () => {
  it("is the context of a list, of an entity and of an action", () =>
    withThree(9, async ({ call, emulator }, path) => {
      const id = path.replace(/.*\//u, "");
      const set = "deviceAppManagement/iosLobAppProvisioningConfigurations";
      const group = emulator.tenant.addGroup();
      const contexts = {
        [`GET ${configurationsPath}`]: `beta/$metadata#${set}`,
        [`GET ${path}`]: `beta/$metadata#${set}/$entity`,
        [`GET ${configurationsPath}('${id}')`]: `beta/$metadata#${set}/$entity`,
        [`GET ${path}/assignments`]: `beta/$metadata#${set}('${id}')/assignments`,
        [`GET /v1.0/groups/${group.id}`]: "v1.0/$metadata#groups/$entity",
      };
      for (const [line, context] of Object.entries(contexts)) {
        const { body } = await call(line);
        expect(pick(body, "@odata.context"), line).to.equal(`${emulator.url}/${context}`);
      }
      const links = await call(`POST ${configurationsPath}/hasPayloadLinks`, { payloadIds: [] });
      expect(pick(links.body, "@odata.context")).to.include("#Collection(microsoft.graph.has");
    }));

  it("is where to find what was created", () =>
    withEmulator({}, async ({ call, emulator }) => {
      const profile = { displayName: "A", payload: "YQ==", payloadFileName: "a.mobileprovision" };
      const created = await call(`POST ${configurationsPath}`, profile);
      const location = String(created.headers.get("location"));
      const id = String(pick(created.body, "id"));
      expect(location).to.equal(`${emulator.url}${configurationsPath}('${id}')`);
      expect(pick(created.body, "@odata.context")).to.match(/Configurations\/\$entity$/u);
      expect(pick((await call(`GET ${location}`)).body, "id")).to.equal(id);
      const item = await call(`POST ${location}/assignments`, { target: includeGroup(groupA) });
      expect(pick(item.body, "@odata.context")).to.include(`('${id}')/assignments/$entity`);
      const again = await call(`GET ${String(item.headers.get("location"))}`);
      expect(pick(again.body, "id")).to.equal(pick(item.body, "id"));
    }));
});
