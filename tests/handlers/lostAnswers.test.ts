import { expect } from "chai";
import type { ReadLag } from "intune-graph-emulator";
import { incompleteOf } from "./failureOf.ts";
import { openBench, useBench } from "./handlerBench.ts";
import { ScriptedFaults } from "./scriptedFaults.ts";
import { readBoth } from "./runSteps.ts";
import { recordedWords, StackedSet } from "./stackedSet.ts";

describe("a write whose answer got lost", () => {
  const bench = useBench();

  const faults = new ScriptedFaults(() => bench().emulator);

  const lost = { method: "POST", cut: "socket" } as const;

  it("succeeds where it took effect", async () => {
    const set = new StackedSet(bench(), bench().addConfiguration());
    faults.script({ ...lost, path: set.id, after: "afterEffect" });
    await set.up({ assignments: ["group 1"] });
    faults.script({ ...lost, path: set.id, after: "afterEffect" });
    bench().takeRequests();
    await set.up({ assignments: ["group 2"] });
    expect(bench().liveOf(set.id).assignments).to.deep.equal(["group 2"]);
    // The look for its effect shows it: nothing is read back.
    expect(bench().takeRequests()).to.deep.equal([...readBoth, "POST assign", ...readBoth]);
  });

  it("keeps a create's state with all that is declared, since it may be there", async () => {
    const set = new StackedSet(bench(), bench().addConfiguration());
    faults.script({ ...lost, path: set.id, times: 1000 });
    const { state, id } = await incompleteOf(set.up({ assignments: ["group 1"], older: [6] }));
    expect(id).to.equal(set.id);
    expect(recordedWords(state)).to.deep.include({ assignments: ["group 1"], older: [6] });
  });

  it("keeps an update's state with what was and what is declared, since either may be there", async () => {
    const set = new StackedSet(bench(), bench().addConfiguration());
    await set.up({ assignments: ["group 1"] });
    faults.script({ ...lost, path: set.id, times: 1000 });
    const { state } = await incompleteOf(set.up({ assignments: ["group 2"] }));
    expect(recordedWords(state).assignments).to.deep.equal(["group 1", "group 2"]);
    expect(recordedWords(state).unmanaged).to.deep.equal([]);
  });

  const lags: readonly ReadLag[] = [{ reads: 1 }, { reads: 5 }, { ms: 5_000 }];
  for (const readLag of lags) {
    it(`succeeds where it took effect and reads show it late (${JSON.stringify(readLag)})`, async () => {
      const late = await openBench({ behaviour: { readLag } });
      try {
        const set = new StackedSet(late, late.addConfiguration());
        late.emulator.script({ ...lost, path: set.id, after: "afterEffect" });
        await set.up({ assignments: ["group 1"] });
        expect(late.liveOf(set.id).assignments).to.deep.equal(["group 1"]);
      } finally {
        await late.close();
      }
    });
  }
});
