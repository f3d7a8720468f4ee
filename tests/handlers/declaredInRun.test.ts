import { expect } from "chai";
import { assignmentsHandlers } from "../../provider/dist/handlers/assignments/assignmentsHandlers.js";
import { createDeclaredInRun } from "../../provider/dist/handlers/assignments/declaredInRun.js";
import type {
  RecordedInputs,
  RecordedState,
} from "../../provider/dist/handlers/assignments/recordedForm.js";
import type { HandlerContext } from "../../provider/dist/handlers/handlerContext.js";
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
  /** A run of which the engine has checked these inputs. */
  const openRun = (...checked: RecordedInputs[]): HandlerContext => {
    const declaredInRun = createDeclaredInRun();
    for (const inputs of checked) assignmentsHandlers.noteDeclared?.(declaredInRun, inputs);
    return { ...bench.context, declaredInRun };
  };
  /** The old set is there; then one run makes the new one and deletes the old one. */
  const rename = async (id: string, program: Program): Promise<void> => {
    const state = await createOld(id);
    const inputs = checkedInputs(id, program);
    const run = openRun(inputs);
    await assignmentsHandlers.create(run, inputs);
    await assignmentsHandlers.delete(run, id, state);
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
    await assignmentsHandlers.delete(
      openRun(checkedInputs(bench.addConfiguration(), old)),
      id,
      state,
    );
    expect(bench.liveOf(id)).to.deep.equal({ assignments: [], older: [] });
  });

  it("a delete leaves what the other declares where an earlier run has written it", async () => {
    const id = bench.addConfiguration();
    const state = await createOld(id);
    await assignmentsHandlers.delete(openRun(checkedInputs(id, old)), id, state);
    expect(bench.liveOf(id)).to.deep.equal({ assignments: ["group 1", "group 2"], older: [6, 7] });
  });

  it("a delete leaves it too where the state spells the configuration's id in upper case", async () => {
    const id = bench.addConfiguration();
    const state = { ...(await createOld(id)), configurationId: id.toUpperCase() };
    await assignmentsHandlers.delete(openRun(checkedInputs(id, old)), id, state);
    expect(bench.liveOf(id).assignments).to.deep.equal(["group 1", "group 2"]);
  });

  it("an entry that moves to the other, both additive, stays, whichever is written first", async () => {
    const id = bench.addConfiguration();
    const state = await createOld(id, { ...old, mode: "additive" });
    const left: Program = { assignments: ["group 1"], mode: "additive" };
    const other: Program = { assignments: ["group 2"], older: [6, 7], mode: "additive" };
    const inputs = [left, other].map((program) => checkedInputs(id, program));
    const run = openRun(...inputs);
    await assignmentsHandlers.create(run, checkedInputs(id, other));
    await assignmentsHandlers.update(run, id, state, checkedInputs(id, left));
    expect(bench.liveOf(id)).to.deep.equal({ assignments: ["group 1", "group 2"], older: [6, 7] });
  });
});
