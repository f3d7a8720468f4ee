import { expect } from "chai";
import { assignmentsHandlers } from "../../provider/dist/handlers/assignments/assignmentsHandlers.js";
import { createDeclaredInRun } from "../../provider/dist/handlers/assignments/declaredInRun.js";
import type { HandlerContext } from "../../provider/dist/handlers/handlerContext.js";
import { openBench, type HandlerBench } from "./handlerBench.ts";
import { checkedInputs, type Program } from "./stackedSet.ts";

describe("a set that is deleted after another of the same run was written", () => {
  let bench: HandlerBench;
  before(async () => {
    bench = await openBench();
  });
  after(() => bench.close());

  const old: Program = { assignments: ["group 1", "group 2"], older: [6, 7] };

  /** The old set is there; then one run makes the new one and deletes the old one. */
  const rename = async (id: string, program: Program): Promise<void> => {
    const { state } = await assignmentsHandlers.create(bench.context, checkedInputs(id, old));
    const run: HandlerContext = { ...bench.context, declaredInRun: createDeclaredInRun() };
    await assignmentsHandlers.create(run, checkedInputs(id, program));
    await assignmentsHandlers.delete(run, id, state);
  };

  it("leaves what the other declares", async () => {
    const id = bench.addConfiguration();
    await rename(id, old);
    expect(bench.liveOf(id)).to.deep.equal({ assignments: ["group 1", "group 2"], older: [6, 7] });
  });

  it("takes away the rest of what was its own", async () => {
    const id = bench.addConfiguration();
    await rename(id, { assignments: ["group 2"], older: [7], mode: "additive" });
    expect(bench.liveOf(id)).to.deep.equal({ assignments: ["group 2"], older: [7] });
  });

  it("takes away all of its own where the other is of another configuration", async () => {
    const id = bench.addConfiguration();
    const { state } = await assignmentsHandlers.create(bench.context, checkedInputs(id, old));
    const run: HandlerContext = { ...bench.context, declaredInRun: createDeclaredInRun() };
    await assignmentsHandlers.create(run, checkedInputs(bench.addConfiguration(), old));
    await assignmentsHandlers.delete(run, id, state);
    expect(bench.liveOf(id)).to.deep.equal({ assignments: [], older: [] });
  });
});
