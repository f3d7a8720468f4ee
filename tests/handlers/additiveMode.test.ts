import { expect } from "chai";
import { described } from "./entries.ts";
import { useBench } from "./handlerBench.ts";
import { describeScenarios, readBoth, writeNewer } from "./runSteps.ts";
import { StackedSet } from "./stackedSet.ts";

describe("update in additive mode", () => {
  const bench = useBench();

  describeScenarios(bench, [
    [
      "removes ours and leaves those of others",
      { assignments: ["group 8", "not 9"] },
      { up: { assignments: ["group 1", "group 2"], mode: "additive" } },
      {
        up: { assignments: ["group 2", "group 3"], mode: "additive" },
        requests: writeNewer,
        assignments: ["group 2", "group 3", "group 8", "not 9"],
      },
    ],
    [
      "exchanges the filter of ours",
      { assignments: ["group 8"] },
      { up: { assignments: ["group 1"], mode: "additive" } },
      {
        up: { assignments: ["group 1 filtered"], mode: "additive" },
        assignments: ["group 1 filtered", "group 8"],
      },
    ],
    [
      "sees in a refresh only ours",
      { assignments: ["group 8"] },
      { up: { assignments: ["group 1", "group 2"], mode: "additive" } },
      { portal: { assignments: ["group 8", "group 9", "group 2"] } },
      { refresh: true, records: { assignments: ["group 2"], unmanaged: [] } },
      {
        up: { assignments: ["group 1", "group 2"], mode: "additive" },
        assignments: ["group 1", "group 2", "group 8", "group 9"],
      },
    ],
    [
      "keeps what a refresh has seen in authoritative mode, since it was never ours",
      {},
      { up: { assignments: ["group 1"] } },
      { portal: { assignments: ["group 1", "group 8"] } },
      { refresh: true },
      {
        up: { assignments: ["group 2"], mode: "additive" },
        assignments: ["group 2", "group 8"],
        records: { assignments: ["group 2"] },
      },
    ],
    [
      "refuses to turn authoritative over the unseen, and a refresh then shows them",
      { assignments: ["group 8"] },
      { up: { assignments: ["group 1"], mode: "additive" } },
      {
        up: { assignments: ["group 1"] },
        fails: [described("group 8")],
        requests: readBoth,
        records: { assignments: ["group 1"] },
      },
      { refresh: true, records: { assignments: ["group 1", "group 8"], unmanaged: ["group 8"] } },
      { up: { assignments: ["group 1"] }, assignments: ["group 1"] },
    ],
  ]);

  it("notices a writer that read before our write and writes a second and a half after it", async () => {
    const { clock } = bench().context;
    let undoAtMs = Infinity;
    const undo = (): void => {
      if (clock.now() < undoAtMs) return;
      undoAtMs = Infinity;
      bench().setLive(set.id, { assignments: ["group 8", "group 9"] });
    };
    const sleep = async (waitMs: number): Promise<void> => {
      await clock.sleep(waitMs);
      undo();
    };
    const context = { ...bench().context, clock: { ...clock, sleep } };
    const set = new StackedSet(
      { ...bench(), context },
      bench().addConfiguration({ assignments: ["group 8"] }),
    );
    const run = (): void => {
      undoAtMs = clock.now() + 1_500;
    };
    bench().emulator.script({ method: "POST", path: set.id, after: "afterEffect", run });
    await set.up({ assignments: ["group 1"], mode: "additive" });
    await sleep(1_500);
    expect(bench().liveOf(set.id).assignments).to.deep.equal(["group 1", "group 8", "group 9"]);
  });

  it("misses no entry that its owner has removed between two of our writes", async () => {
    const set = new StackedSet(bench(), bench().addConfiguration({ assignments: ["group 8"] }));
    const run = (): void => {
      bench().setLive(set.id, { assignments: [] });
    };
    bench().emulator.script({ method: "POST", path: set.id, after: "afterEffect", run });
    await set.up({ assignments: ["group 1"], mode: "additive" });
    expect(bench().liveOf(set.id).assignments).to.deep.equal(["group 1"]);
  });

  it("waits for nobody in authoritative mode", async () => {
    const set = new StackedSet(bench(), bench().addConfiguration());
    const startMs = bench().context.clock.now();
    await set.up({ assignments: ["group 1"] });
    expect(bench().context.clock.now()).to.equal(startMs);
  });
});
