import { expect } from "chai";
import { groupId } from "../engine/liveTargets.ts";
import { described } from "./entries.ts";
import { failureOf } from "./failureOf.ts";
import { useBench, type LiveWords } from "./handlerBench.ts";
import { openRun, rawSet } from "./hostedRun.ts";
import { StackedSet, type Program } from "./stackedSet.ts";

const olderName = `groupAssignments entry ${groupId(7)}`;

/** Someone undoes a part of our first write and adds an entry of their own. */
const rows: readonly (readonly [set: string, theirs: LiveWords, named: string])[] = [
  ["assignments", { assignments: ["group 2", "group 8"], older: [6] }, described("group 8")],
  ["older collection", { assignments: ["group 2"], older: [6, 7] }, olderName],
];

describe("entries that come between our first write and our second", () => {
  const bench = useBench();

  for (const [set, theirs, named] of rows) {
    it(`in the ${set} stop the second one, and are named`, async () => {
      const stacked = new StackedSet(bench(), bench().addConfiguration());
      await stacked.up({ assignments: ["group 1", "group 2"], older: [6] });
      const run = (): void => {
        bench().setLive(stacked.id, theirs);
      };
      bench().emulator.script({
        method: "POST",
        path: stacked.id,
        after: "afterEffect",
        run,
      });
      const program: Program = { assignments: ["group 3"], older: [6] };
      const failed = failureOf(stacked.up(program)).catch(() => new Error("It did not fail."));
      expect((await failed).message).to.contain(named);
      expect(bench().liveOf(stacked.id)).to.deep.equal(theirs);
    });
  }
});

describe("an older entry that comes after our first write was read back", () => {
  const bench = useBench();

  it("stops the second write, which says what the first has left and lost", async () => {
    const set = new StackedSet(bench(), bench().addConfiguration({ assignments: ["group 9"] }));
    const setLive = (words: LiveWords) => (): void => {
      bench().setLive(set.id, words);
    };
    const undone: LiveWords = { assignments: ["group 5"], older: [] };
    const refused: LiveWords = { ...undone, older: [7] };
    const { script } = bench().emulator;
    const after = "afterEffect";
    script({ method: "POST", path: set.id, after, run: setLive(undone) });
    // The read after the write, which is of one collection only.
    script({
      method: "GET",
      path: "/assignments",
      skip: 1,
      after,
      run: setLive(refused),
    });
    const { message } = await failureOf(set.up({ assignments: ["group 3"], mode: "additive" }));
    expect(message).to.contain("reading it back shows another");
    expect(message).to.contain(`missing: ${described("group 3")}`);
    expect(message).to.contain(`came meanwhile: ${olderName}`);
    expect(message).to.contain(`gone, though it is not ours: ${described("group 9")}`);
    expect(bench().liveOf(set.id)).to.deep.equal(refused);
  });
});

describe("entries of others that Graph drops from what it is sent", () => {
  const bench = useBench({ behaviour: { unknownGroups: "ignore" } });

  /** A group that has been deleted: its entry stays until someone writes. */
  const deleted = "group 18";
  const gone = `gone, though it is not ours: ${described(deleted)}`;

  it("are named where ours are live", async () => {
    const set = new StackedSet(bench(), bench().addConfiguration({ assignments: [deleted] }));
    const { message } = await failureOf(set.up({ assignments: ["group 1"], mode: "additive" }));
    expect(message).to.contain(gone);
    expect(await set.up({ assignments: ["group 1"], mode: "additive" })).to.equal("updated");
    expect(await set.up({ assignments: ["group 1"], mode: "additive" })).to.equal("same");
  });

  it("are named where an entry of ours is dropped too", async () => {
    const set = new StackedSet(bench(), bench().addConfiguration({ assignments: [deleted] }));
    const run = set.up({
      assignments: ["group 1", "not 20"],
      mode: "additive",
    });
    const { message } = await failureOf(run);
    expect(message).to.contain(`missing: ${described("not 20")}`);
    expect(message).to.contain(gone);
  });

  it("are named where another set of the run declares them", async () => {
    const id = bench().addConfiguration({ assignments: [deleted] });
    const raw = (assignments: Program["assignments"]) =>
      rawSet(id, { assignments, mode: "additive" });
    const held = await (await openRun(bench()).declareSet("two", raw([deleted]))).write();
    const run = openRun(bench());
    await run.declareSet("two", raw([deleted]), held);
    const one = await run.declareSet("one", raw(["group 1"]));
    expect((await failureOf(one.write())).message).to.contain(gone);
  });
});
