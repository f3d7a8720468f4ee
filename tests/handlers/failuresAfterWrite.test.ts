import { expect } from "chai";
import type { Fault } from "intune-graph-emulator";
import { GraphError } from "../../provider/dist/graph/graphError.js";
import { failureOf, incompleteOf } from "./failureOf.ts";
import { useBench } from "./handlerBench.ts";
import { ScriptedFaults } from "./scriptedFaults.ts";
import { recordedWords, StackedSet } from "./stackedSet.ts";

const always = 1000;

describe("a create whose first write took effect, and that then fails", () => {
  const bench = useBench();

  const faults = new ScriptedFaults(() => bench().emulator);

  /** What goes wrong after the write; `undo` takes one of the two entries away again. */
  const rows: readonly (readonly [what: string, faults: (undo: () => void) => Fault[]])[] = [
    [
      "at reading it back",
      () => [
        { method: "GET", path: /\/assignments/, skip: 1, times: always, respond: { status: 403 } },
      ],
    ],
    [
      "at a second write, after another writer",
      (undo) => [
        { method: "POST", after: "afterEffect", run: undo },
        { method: "POST", skip: 1, times: always, respond: { status: 403 } },
      ],
    ],
    [
      "at a second write, after a lost answer and another writer",
      (undo) => [
        { method: "POST", after: "afterEffect", run: undo, cut: "socket" },
        { method: "POST", skip: 1, times: always, respond: { status: 403 } },
      ],
    ],
  ];

  for (const [what, faultsOf] of rows) {
    it(`${what}, keeps its state, so that a delete takes what is there`, async () => {
      const set = new StackedSet(bench(), bench().addConfiguration());
      const undo = (): void => {
        bench().setLive(set.id, { assignments: ["group 1"] });
      };
      for (const fault of faultsOf(undo)) faults.script(fault);
      const { state } = await incompleteOf(set.up({ assignments: ["group 1", "group 2"] }));
      expect(recordedWords(state).assignments).to.include("group 1");
      faults.remove();
      await set.destroy();
      expect(bench().liveOf(set.id).assignments).to.deep.equal([]);
    });
  }

  it("keeps nothing where the configuration is gone after the write", async () => {
    const set = new StackedSet(bench(), bench().addConfiguration());
    const run = (): void => {
      bench().emulator.tenant.removeConfiguration(set.id);
    };
    faults.script({ method: "POST", path: set.id, after: "afterEffect", run });
    const error = await failureOf(set.up({ assignments: ["group 1"] }));
    expect(error).to.be.instanceOf(GraphError).and.include({ status: 404 });
    expect(set.state).to.equal(undefined);
  });

  it("is no failure of a write where nothing was written", async () => {
    const set = new StackedSet(bench(), bench().addConfiguration());
    faults.script({ method: "GET", path: set.id, times: always, respond: { status: 403 } });
    await failureOf(set.up({ assignments: ["group 1"] }));
    expect(set.state).to.equal(undefined);
  });
});
