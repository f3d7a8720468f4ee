import { expect } from "chai";
import { groupId } from "../engine/liveTargets.ts";
import { described } from "./entries.ts";
import { incompleteOf, failureOf } from "./failureOf.ts";
import { useBench, type LiveWords } from "./handlerBench.ts";
import { ScriptedFaults } from "./scriptedFaults.ts";
import { ownedOlder, recordedWords, StackedSet, type Program } from "./stackedSet.ts";

describe("a write that does not come out as declared", () => {
  const bench = useBench();

  const faults = new ScriptedFaults(() => bench().emulator);

  /** Runs a write behind which someone else puts `content`, every time. */
  async function disturbed(set: StackedSet, content: Partial<LiveWords>, program: Program) {
    const run = (): void => {
      bench().setLive(set.id, content);
    };
    faults.script({ method: "POST", path: set.id, after: "afterEffect", times: 1000, run });
    return incompleteOf(set.up(program));
  }

  it("names what is missing and what is still there, and carries the id and the state", async () => {
    const set = new StackedSet(bench(), bench().addConfiguration());
    const program = { assignments: ["group 1", "group 2"], older: [6] };
    const content = { assignments: ["group 1", "group 8"], older: [] };
    const error = await disturbed(set, content, program);
    expect(error.id).to.equal(set.id);
    for (const part of [
      `Cannot assign iosLobAppProvisioningConfiguration ${set.id}: Graph accepted the set`,
      `  missing: ${described("group 2")}`,
      `  missing: groupAssignments entry ${groupId(6)}`,
      `  came meanwhile: ${described("group 8")}`,
      "Run `pulumi refresh` to see the live set.",
    ])
      expect(error.message).to.contain(part);
  });

  const recorded: readonly (readonly [what: string, live: string[], records: string[]])[] = [
    ["what is declared and live", ["group 1"], ["group 1"]],
    ["nothing that is missing", ["devices"], []],
    ["nothing that nobody has seen", ["group 1", "group 8", "abstract"], ["group 1"]],
    ["what the state had seen and is still live", ["group 3", "group 8"], ["group 3"]],
  ];
  for (const [what, live, records] of recorded) {
    it(`records ${what}`, async () => {
      const set = new StackedSet(bench(), bench().addConfiguration({ assignments: ["group 3"] }));
      await set.up({ assignments: ["group 3"] });
      const program = { assignments: ["group 1", "group 2"], older: [6] };
      const { state } = await disturbed(set, { assignments: live, older: [7] }, program);
      expect(recordedWords(state)).to.deep.equal({
        assignments: records,
        unmanaged: [],
        older: [],
      });
    });
  }

  /** Owns group 1 and older group 6; a refresh has found groups 8 and 9, and older group 7. */
  async function openRefreshed(): Promise<StackedSet> {
    const set = new StackedSet(bench(), bench().addConfiguration());
    await set.up({ assignments: ["group 1"], older: [6] });
    bench().setLive(set.id, { assignments: ["group 1", "group 8", "group 9"], older: [6, 7] });
    await set.refresh();
    return set;
  }

  it("still counts as others' what a refresh has found and nobody declares, and destroy leaves it", async () => {
    const set = await openRefreshed();
    const { state } = await disturbed(
      set,
      { assignments: ["group 2", "group 8"], older: [6, 7] },
      { assignments: ["group 2", "group 3"], older: [6] },
    );
    const assignments = ["group 2", "group 8"];
    expect(recordedWords(state)).to.deep.equal({
      assignments,
      unmanaged: ["group 8"],
      older: [6, 7],
    });
    expect(ownedOlder(state)).to.deep.equal([6]);
    faults.remove();
    await set.destroy();
    expect(bench().liveOf(set.id)).to.deep.equal({ assignments: ["group 8"], older: [7] });
  });

  it("counts as ours what a refresh has found and the program declares now", async () => {
    const set = await openRefreshed();
    const { state } = await disturbed(
      set,
      { assignments: ["group 8", "group 9"], older: [7] },
      { assignments: ["group 2", "group 8"], older: [6, 7] },
    );
    expect(recordedWords(state).unmanaged).to.deep.equal(["group 9"]);
    expect(ownedOlder(state)).to.deep.equal([7]);
  });

  it("is shown by a refresh as it is, and repaired by the next run", async () => {
    const set = new StackedSet(bench(), bench().addConfiguration());
    await disturbed(set, { assignments: ["group 8"] }, { assignments: ["group 1"] });
    faults.remove();
    expect((await failureOf(set.up({ assignments: ["group 1"] }))).message).to.contain(
      described("group 8"),
    );
    await set.refresh();
    await set.up({ assignments: ["group 1"] });
    expect(bench().liveOf(set.id).assignments).to.deep.equal(["group 1"]);
  });

  /** Behind each of our writes someone puts another part of our former set back. */
  function putBack(set: StackedSet, times: number): void {
    for (let time = 0; time < times; time += 1) {
      const run = (): void => {
        bench().setLive(set.id, { assignments: [`group ${(time % 2) + 1}`] });
      };
      faults.script({ method: "POST", path: set.id, after: "afterEffect", run });
    }
  }

  const writes: readonly (readonly [times: number, writes: number, live: string])[] = [
    [1, 2, "group 3"],
    [3, 4, "group 3"],
    [4, 4, "group 2"],
  ];
  for (const [times, count, live] of writes) {
    it(`is written ${count} times where another writer came in between ${times} times`, async () => {
      const set = new StackedSet(bench(), bench().addConfiguration());
      await set.up({ assignments: ["group 1", "group 2"] });
      bench().takeRequests();
      putBack(set, times);
      const run = set.up({ assignments: ["group 3"] });
      if (live === "group 3") await run;
      else expect((await incompleteOf(run)).message).to.contain(`still there: ${described(live)}`);
      expect(bench().sentBodies()).to.have.length(count);
      expect(bench().liveOf(set.id).assignments).to.deep.equal([live]);
    });
  }

  it("keeps the older entries that are to go and are still live as ours", async () => {
    const set = new StackedSet(bench(), bench().addConfiguration());
    await set.up({ assignments: ["group 1"], older: [6] });
    const { message, state } = await disturbed(
      set,
      { assignments: ["group 1"], older: [6] },
      { assignments: ["group 2"] },
    );
    expect(message).to.contain(`still there: groupAssignments entry ${groupId(6)}`);
    expect(recordedWords(state).older).to.deep.equal([6]);
  });

  it("in additive mode names entries of others that were sent along and are gone", async () => {
    const set = new StackedSet(bench(), bench().addConfiguration({ assignments: ["group 8"] }));
    const program: Program = { assignments: ["group 1"], mode: "additive" };
    const { message, state } = await disturbed(set, { assignments: ["group 1"] }, program);
    expect(message).to.contain(`gone, though it is not ours: ${described("group 8")}`);
    expect(recordedWords(state).assignments).to.deep.equal(["group 1"]);
  });
});
