import { expect } from "chai";
import { groupId } from "../engine/liveTargets.ts";
import { described } from "./entries.ts";
import { failureOf } from "./failureOf.ts";
import { useBench, type LiveWords } from "./handlerBench.ts";
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
      bench().emulator.script({ method: "POST", path: stacked.id, after: "afterEffect", run });
      const program: Program = { assignments: ["group 3"], older: [6] };
      const failed = failureOf(stacked.up(program)).catch(() => new Error("It did not fail."));
      expect((await failed).message).to.contain(named);
      expect(bench().liveOf(stacked.id)).to.deep.equal(theirs);
    });
  }
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
    const run = set.up({ assignments: ["group 1", "not 20"], mode: "additive" });
    const { message } = await failureOf(run);
    expect(message).to.contain(`missing: ${described("not 20")}`);
    expect(message).to.contain(gone);
  });
});
