// @ts-nocheck
import { expect } from "chai";
import { pick, pickItems } from "./callGraph.ts";
import { assignBody, groupA, groupB, includeGroup } from "./targets.ts";
import { countItems, withEmulator } from "./withEmulator.ts";

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
