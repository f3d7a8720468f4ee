import { expect } from "chai";
import { configurationsPath, pick, pickItems } from "./callGraph.ts";
import { assignBody, groupA, groupB, includeGroup } from "./targets.ts";
import { countItems, withEmulator, type Bench } from "./withEmulator.ts";

const a = includeGroup(groupA);
const b = includeGroup(groupB);

describe("A lag of reads", () => {
  it("lasts for a number of reads, over both sets and the single item", () =>
    withEmulator({ behaviour: { readLag: { reads: 3 } } }, async (bench) => {
      const { id, path } = bench.addConfiguration();
      const former = bench.emulator.tenant.addAssignment(id, b);
      await bench.call(`POST ${path}/assign`, assignBody(a, b));
      expect(await countItems(bench, `${path}/assignments`)).to.equal(1);
      expect((await bench.call(`GET ${path}/assignments/${former}`)).status).to.equal(200);
      await bench.call(`GET ${path}/groupAssignments`);
      expect(await countItems(bench, `${path}/assignments`)).to.equal(2);
    }));

  it("lasts for a time of the emulator's clock", () => {
    let now = 1_800_000_000_000;
    const behaviour = { readLag: { ms: 500 } };
    return withEmulator({ now: () => now, behaviour }, async (bench) => {
      const { path } = bench.addConfiguration();
      await bench.call(`POST ${path}/assign`, assignBody(a));
      now += 499;
      expect(await countItems(bench, `${path}/assignments`)).to.equal(0);
      now += 1;
      expect(await countItems(bench, `${path}/assignments`)).to.equal(1);
    });
  });

  it("shows the same state on every page of a list", () =>
    withEmulator({ pageSize: 1, behaviour: { readLag: { reads: 1 } } }, async (bench) => {
      const { id, path } = bench.addConfiguration();
      bench.emulator.tenant.setAssignments(id, [a, b]);
      await bench.call(`POST ${path}/assign`, assignBody());
      const first = await bench.call(`GET ${path}/assignments`);
      const second = await bench.call(`GET ${String(pick(first.body, "@odata.nextLink"))}`);
      expect(pickItems(second.body)).to.have.length(1);
      expect(await countItems(bench, `${path}/assignments`)).to.equal(0);
    }));

  it("is passed over by a portal admin", () =>
    withEmulator({ behaviour: { readLag: { reads: 9 } } }, async (bench) => {
      const { id, path } = bench.addConfiguration();
      await bench.call(`POST ${path}/assign`, assignBody(a, b));
      bench.emulator.tenant.removeAssignment(id, ({ groupId }) => groupId === groupB);
      expect(await countItems(bench, `${path}/assignments`)).to.equal(1);
    }));
});

describe("A lag by routes", () => {
  it("lets each route lag by itself, expansions too", () => {
    const routes = { listAssignments: { reads: 2 }, getConfiguration: { reads: 1 } };
    return withEmulator({ behaviour: { readLag: { routes } } }, async (bench) => {
      const { path } = bench.addConfiguration();
      await bench.call(`POST ${path}/assign`, assignBody(a));
      const expand = async () =>
        pick((await bench.call(`GET ${path}?$expand=assignments`)).body, "assignments", "length");
      expect(await countItems(bench, `${path}/assignments`)).to.equal(0);
      expect([await expand(), await expand()]).to.deep.equal([0, 1]);
      const list = path.replace(/\/[^/]+$/u, "?$expand=assignments");
      const [listed] = pickItems((await bench.call(`GET ${list}`)).body);
      expect(pick(listed, "assignments")).to.have.length(1);
      expect(await countItems(bench, `${path}/assignments`)).to.equal(0);
      expect(await countItems(bench, `${path}/assignments`)).to.equal(1);
    });
  });

  it("keeps the pages of each route together", () => {
    const readLag = { routes: { listAssignments: { reads: 1 } } };
    return withEmulator({ pageSize: 1, behaviour: { readLag } }, async (bench) => {
      const { id, path } = bench.addConfiguration();
      bench.emulator.tenant.setAssignments(id, [a, b]);
      await bench.call(`POST ${path}/assign`, assignBody());
      const first = await bench.call(`GET ${path}/assignments`);
      await bench.call(`GET ${path}/groupAssignments`);
      const second = await bench.call(`GET ${String(pick(first.body, "@odata.nextLink"))}`);
      expect(pickItems(second.body)).to.have.length(1);
      expect(await countItems(bench, `${path}/assignments`)).to.equal(0);
    });
  });

  it("of a creation can be a time, `*` for routes that are not named", () => {
    let now = 1_800_000_000_000;
    const creationLag = { routes: { listConfigurations: { reads: 0 }, "*": { ms: 500 } } };
    return withEmulator({ now: () => now, behaviour: { creationLag } }, async (bench) => {
      const path = await create(bench);
      expect(await countItems(bench, configurationsPath)).to.equal(1);
      expect((await bench.call(`POST ${path}/assign`, assignBody(a))).status).to.equal(404);
      now += 500;
      expect((await bench.call(`POST ${path}/assign`, assignBody(a))).status).to.equal(204);
    });
  });

  it("of a creation can be one 404 on each route", () =>
    withEmulator(
      { behaviour: { creationLag: { routes: { "*": { reads: 1 } } } } },
      async (bench) => {
        const path = await create(bench);
        const lines: readonly [string, unknown?][] = [
          [`GET ${path}`],
          [`PATCH ${path}`, { description: "new" }],
          [`POST ${path}/assign`, assignBody(a)],
          [`POST ${path}/assignments`, { target: b }],
          [`GET ${path}/assignments`],
          [`GET ${path}/groupAssignments`],
          [`GET ${path}/deviceStatuses`],
          [`GET ${path}/userStatuses`],
          [`DELETE ${path}`],
        ];
        for (const [line, body] of lines) {
          const answers = [await bench.call(line, body), await bench.call(line, body)];
          const [early, late] = answers.map(({ status }) => status);
          expect(early, line).to.equal(404);
          expect(late, line).to.be.within(200, 204);
        }
      },
    ));

  it("of a creation leaves alone the routes that it does not name", () => {
    const creationLag = { routes: { assign: { reads: 1 } } };
    return withEmulator({ behaviour: { creationLag } }, async (bench) => {
      const path = await create(bench);
      expect((await bench.call(`GET ${path}`)).status).to.equal(200);
      expect((await bench.call(`POST ${path}/assign`, assignBody(a))).status).to.equal(404);
      expect((await bench.call(`POST ${path}/assign`, assignBody(a))).status).to.equal(204);
    });
  });
});

async function create({ call }: Bench): Promise<string> {
  const profile = { displayName: "A", payload: "YQ==", payloadFileName: "a.mobileprovision" };
  const { body } = await call(`POST ${configurationsPath}`, profile);
  return `${configurationsPath}/${String(pick(body, "id"))}`;
}
