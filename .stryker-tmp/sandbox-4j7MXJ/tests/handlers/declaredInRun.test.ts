// @ts-nocheck
import { expect } from "chai";
import { assignmentsHandlers } from "../../provider/dist/handlers/assignments/assignmentsHandlers.js";
import {
  createDeclaredInRun,
  type DeclaredInRun,
} from "../../provider/dist/handlers/assignments/declaredInRun.js";
import type { RecordedState } from "../../provider/dist/handlers/assignments/recordedForm.js";
import type { HandlerContext } from "../../provider/dist/handlers/handlerContext.js";
import { failureOf } from "./failureOf.ts";
import { openBench, type HandlerBench } from "./handlerBench.ts";
import { checkedInputs, type Program } from "./stackedSet.ts";

describe("where another set of the same run is declared for the configuration,", () => {
  let bench: HandlerBench;
  before(async () => {
    bench = await openBench();
  });
  after(() => bench.close());

  const old: Program = { assignments: ["group 1", "group 2"], older: [6, 7] };

  const createOld = async (id: string, program: Program = old): Promise<RecordedState> =>
    (await assignmentsHandlers.create(bench.context, checkedInputs(id, program))).state;
  const openRun = (): HandlerContext & { declaredInRun: DeclaredInRun } => ({
    ...bench.context,
    declaredInRun: createDeclaredInRun(),
  });
  /** The old set is there; then one run makes the new one and deletes the old one. */
  const rename = async (id: string, program: Program): Promise<void> => {
    const state = await createOld(id);
    const run = openRun();
    await assignmentsHandlers.create(run, checkedInputs(id, program));
    await assignmentsHandlers.delete(run, id, state);
  };
  /** An earlier run has made the new one; this one compares it, and deletes the old one. */
  const renameLate = async (id: string, spelledId: string): Promise<void> => {
    const state = await createOld(id);
    const recorded = await createOld(id);
    const run = openRun();
    const inputs = checkedInputs(id, old);
    assignmentsHandlers.diff(id, recorded, inputs, run.declaredInRun);
    await assignmentsHandlers.delete(run, id, { ...state, configurationId: spelledId });
  };

  it("a delete leaves what the other declares", async () => {
    const id = bench.addConfiguration();
    await rename(id, old);
    expect(bench.liveOf(id)).to.deep.equal({ assignments: ["group 1", "group 2"], older: [6, 7] });
  });

  it("a delete takes away the rest of what was its own", async () => {
    const id = bench.addConfiguration();
    await rename(id, { assignments: ["group 2"], older: [7], mode: "additive" });
    expect(bench.liveOf(id)).to.deep.equal({ assignments: ["group 2"], older: [7] });
  });

  it("a delete takes away all of its own where the other is of another configuration", async () => {
    const id = bench.addConfiguration();
    const state = await createOld(id);
    const run = openRun();
    await assignmentsHandlers.create(run, checkedInputs(bench.addConfiguration(), old));
    await assignmentsHandlers.delete(run, id, state);
    expect(bench.liveOf(id)).to.deep.equal({ assignments: [], older: [] });
  });

  it("a delete leaves what the other has from an earlier run", async () => {
    const id = bench.addConfiguration();
    await renameLate(id, id);
    expect(bench.liveOf(id)).to.deep.equal({ assignments: ["group 1", "group 2"], older: [6, 7] });
  });

  it("a delete leaves it too where the state spells the configuration's id in upper case", async () => {
    const id = bench.addConfiguration();
    await renameLate(id, id.toUpperCase());
    expect(bench.liveOf(id).assignments).to.deep.equal(["group 1", "group 2"]);
  });

  const left: Program = { assignments: ["group 1"], mode: "additive" };
  const other: Program = { assignments: ["group 2"], older: [6, 7], mode: "additive" };

  it("an entry that moves to the other, both additive, stays, though both are written at once", async () => {
    const id = bench.addConfiguration();
    const state = await createOld(id, { ...old, mode: "additive" });
    const run = openRun();
    await Promise.all([
      assignmentsHandlers.create(run, checkedInputs(id, other)),
      assignmentsHandlers.update(run, id, state, checkedInputs(id, left)),
    ]);
    expect(bench.liveOf(id)).to.deep.equal({ assignments: ["group 1", "group 2"], older: [6, 7] });
  });

  it("an entry that moves to the other goes where the other's write fails, since it is nobody's", async () => {
    const id = bench.addConfiguration();
    const state = await createOld(id, { ...old, mode: "additive" });
    const run = openRun();
    const more = { ...other, assignments: ["group 2", "group 3"] };
    bench.emulator.script({ method: "POST", path: id, respond: { status: 403 } });
    await failureOf(assignmentsHandlers.create(run, checkedInputs(id, more)));
    await assignmentsHandlers.update(run, id, state, checkedInputs(id, left));
    expect(bench.liveOf(id)).to.deep.equal({ assignments: ["group 1"], older: [] });
  });
});
