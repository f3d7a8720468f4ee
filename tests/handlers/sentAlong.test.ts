import { expect } from "chai";
import { groupId } from "../engine/liveTargets.ts";
import { failureOf } from "./failureOf.ts";
import { openBench, type HandlerBench } from "./handlerBench.ts";
import { assignmentsHandlers } from "./recordedHandlers.ts";
import { ScriptedFaults } from "./scriptedFaults.ts";
import { checkedInputs, type Program } from "./stackedSet.ts";

const body = { error: { code: "BadRequest", message: "Group not found." } };

describe("what is advised where Graph refuses a set as a bad request", () => {
  let bench: HandlerBench;
  before(async () => {
    bench = await openBench();
  });
  after(() => bench.close());

  const faults = new ScriptedFaults(() => bench.emulator);

  const refusedWrite = async (id: string, run: () => Promise<unknown>): Promise<string> => {
    faults.script({ method: "POST", path: id, respond: { status: 400, body }, times: 1000 });
    return (await failureOf(run())).message;
  };
  const refusedCreate = (live: string[], program: Program): Promise<string> => {
    const id = bench.addConfiguration({ assignments: live });
    return refusedWrite(id, () =>
      assignmentsHandlers.create(bench.context, checkedInputs(id, program)),
    );
  };

  it("names the entries of others that were sent along, and not the program", async () => {
    const message = await refusedCreate(["group 8", "not 9"], {
      assignments: ["group 1"],
      mode: "additive",
    });
    expect(message)
      .to.include("one of their groups may be gone")
      .and.include(`groupAssignmentTarget ${groupId(8)}, `)
      .and.include(`exclusionGroupAssignmentTarget ${groupId(9)}. `)
      .and.not.include(groupId(1))
      .and.not.include("every id in the program");
  });

  it("names them where a delete sends along what it keeps", async () => {
    const id = bench.addConfiguration({ assignments: ["group 1", "group 8"] });
    const state = checkedInputs(id, { assignments: ["group 1"], mode: "additive" });
    const message = await refusedWrite(id, () =>
      assignmentsHandlers.delete(bench.context, id, state),
    );
    expect(message).to.include(groupId(8)).and.not.include("every id in the program");
  });

  it("names a few of many", async () => {
    const live = [2, 3, 4, 5, 6, 7, 8, 9].map((number) => `group ${number}`);
    const message = await refusedCreate(live, { assignments: ["group 1"], mode: "additive" });
    expect(message).to.include(groupId(6)).and.include(", and 3 more.");
    expect(message).not.to.include(groupId(7));
  });

  for (const mode of ["authoritative", "additive"] as const) {
    it(`points to the program where all that was sent is the program's, in ${mode} mode`, async () => {
      const message = await refusedCreate([], { assignments: ["group 1"], mode });
      expect(message).to.include("every id in the program").and.not.include("others");
    });
  }
});
