import { expect } from "chai";
import { live } from "./entries.ts";
import { useBench } from "./handlerBench.ts";
import { describeScenarios, readBoth, writeNewer } from "./runSteps.ts";
import { StackedSet } from "./stackedSet.ts";

describe("a live entry that this release does not know", () => {
  const bench = useBench();

  for (const word of ["abstract", "future"]) {
    describe(`(${word})`, () => {
      describeScenarios(bench, [
        [
          "is named and refused",
          { assignments: [word] },
          {
            up: { assignments: ["group 1"] },
            fails: [`- unrecognized target {"@odata.type":"${live(word)["@odata.type"]}"`],
            requests: readBoth,
            assignments: [word],
          },
        ],
        [
          "is shown by a refresh, and then removed",
          {},
          { up: { assignments: ["group 1"] } },
          { portal: { assignments: ["group 1", word] } },
          {
            refresh: true,
            records: { assignments: [word, "group 1"].sort(), unmanaged: [word] },
          },
          { up: { assignments: ["group 1"] }, requests: writeNewer, assignments: ["group 1"] },
          { up: { assignments: ["group 1"] }, requests: [] },
        ],
        [
          "is removed unseen where the program says so",
          { assignments: [word] },
          { up: { assignments: ["group 1"], unmanaged: "remove" }, assignments: ["group 1"] },
        ],
        [
          "does not stand in the way where ours are live in additive mode",
          { assignments: [word, "group 1"] },
          { up: { assignments: ["group 1"], mode: "additive" }, requests: readBoth },
          { refresh: true, records: { assignments: ["group 1"], unmanaged: [] } },
        ],
      ]);
    });
  }

  it("is kept in additive mode, and on delete, by being sent along", async () => {
    const set = new StackedSet(bench(), bench().addConfiguration({ assignments: ["abstract"] }));
    await set.up({ assignments: ["group 1"], mode: "additive" });
    expect(bench().liveOf(set.id).assignments).to.have.members(["abstract", "group 1"]);
    await set.destroy();
    expect(bench().liveOf(set.id).assignments).to.deep.equal(["abstract"]);
  });

  it("is sent along exactly as it came, with whatever it holds", async () => {
    const target = {
      "@odata.type": "#microsoft.graph.futureAssignmentTarget",
      Region: { zones: ["B", "a"], depth: 2, note: null },
      groupId: "AAAAAAAA-0000-4000-8000-000000000000",
    };
    const ours = { target: live("group 1") };
    const set = new StackedSet(bench(), bench().addConfiguration());
    const path = `${set.id}/assignments`;
    // A Graph that knows the type: the emulator's metadata does not.
    const answers = [
      [{ id: "1", target }],
      [
        { id: "1", target },
        { id: "2", ...ours },
      ],
    ];
    for (const value of answers)
      bench().emulator.script({ method: "GET", path, respond: { status: 200, body: { value } } });
    bench().emulator.script({ method: "POST", path: set.id, respond: { status: 204 } });
    bench().takeRequests();
    await set.up({ assignments: ["group 1"], mode: "additive" });
    expect(bench().sentBodies()).to.deep.equal([
      { iOSLobAppProvisioningConfigAssignments: [{ target }, ours] },
    ]);
  });
});
