import { expect } from "chai";
import { assignmentsHandlers } from "./recordedHandlers.ts";
import { useBench } from "./handlerBench.ts";
import { checkedInputs, recordedWords, StackedSet } from "./stackedSet.ts";

/** Where the program ignores changes of `assignments`, the engine puts what is recorded in place of what it declares. */
describe("a set of which changes are ignored, once a refresh has found what no program can declare,", () => {
  const bench = useBench();

  const found = ["abstract", "group 1", "group 1 filtered", "group 2", "not 2"];

  const refresh = async () => {
    const set = new StackedSet(bench(), bench().addConfiguration());
    await set.up({ assignments: ["group 1"] });
    bench().setLive(set.id, { assignments: found });
    const refreshed = await assignmentsHandlers.refresh(bench().context, set.id, set.state ?? {});
    if (refreshed === undefined) throw new Error("The set is gone.");
    bench().takeRequests();
    return { id: set.id, ...refreshed };
  };

  it("is checked without complaint", async () => {
    const { inputs } = await refresh();
    expect(assignmentsHandlers.check({ ...inputs }, inputs)).to.deep.equal({
      inputs,
      problems: [],
    });
  });

  it("is complained of where the state holds another", async () => {
    const { inputs } = await refresh();
    const { problems } = assignmentsHandlers.check(
      inputs,
      checkedInputs(inputs.configurationId, { assignments: [] }),
    );
    expect(problems).not.to.be.empty;
  });

  it("is recorded without a write, and what has gone since is sent as it was found", async () => {
    const { id, state, inputs } = await refresh();
    const updated = await assignmentsHandlers.update(bench().context, id, state, inputs);
    expect(bench().sentBodies()).to.be.empty;
    expect(recordedWords(updated)).to.deep.include({ assignments: found, unmanaged: [] });
    bench().setLive(id, { assignments: found.slice(1) });
    await assignmentsHandlers.update(bench().context, id, updated, inputs);
    expect(bench().liveOf(id).assignments).to.deep.equal(found);
  });
});
