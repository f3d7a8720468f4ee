import { expect } from "chai";
import type { RecordedSet } from "./recordedSet.ts";
import { assignmentsHandlers } from "./recordedHandlers.ts";
import { failureOf } from "./failureOf.ts";
import { useBench } from "./handlerBench.ts";
import { checkedInputs, recordedWords } from "./stackedSet.ts";

const missingId = "deadbeef-0000-4000-8000-000000000000";

describe("refresh", () => {
  const bench = useBench();

  const refresh = (id: string, recorded: RecordedSet) =>
    assignmentsHandlers.refresh(bench().context, id, recorded);

  it("reads the assignments only, where the older collection is not declared", async () => {
    const id = bench().addConfiguration({ assignments: ["group 1"], older: [7] });
    bench().takeRequests();
    const found = await refresh(id, checkedInputs(id, { assignments: ["group 1"] }));
    expect(bench().takeRequests()).to.deep.equal(["GET assignments"]);
    expect(found?.state.groupAssignments ?? undefined).to.equal(undefined);
  });

  it("reads both collections, where both are declared", async () => {
    const id = bench().addConfiguration({ assignments: ["group 1"], older: [7] });
    bench().takeRequests();
    const found = await refresh(id, checkedInputs(id, { assignments: [], older: [] }));
    expect(bench().takeRequests()).to.deep.equal(["GET assignments", "GET groupAssignments"]);
    expect(found && recordedWords(found.state)).to.deep.equal({
      assignments: ["group 1"],
      unmanaged: ["group 1"],
      older: [7],
    });
  });

  it("answers inputs from which diff sees the drift, and no other", async () => {
    const id = bench().addConfiguration({ assignments: ["group 1", "group 2 filtered"] });
    const declared = checkedInputs(id, { assignments: ["group 2 filtered", "group 1"] });
    const found = await refresh(id, declared);
    expect(found?.inputs).to.deep.equal(declared);
    bench().setLive(id, { assignments: ["group 1"] });
    const drifted = await refresh(id, declared);
    expect(drifted?.inputs).to.deep.equal(checkedInputs(id, { assignments: ["group 1"] }));
  });

  it("keeps the mode and what becomes of the unmanaged", async () => {
    const id = bench().addConfiguration();
    for (const choices of [{ mode: "additive" }, { unmanaged: "remove" }] as const) {
      const declared = checkedInputs(id, { assignments: [], ...choices });
      const found = await refresh(id, declared);
      expect(found?.inputs).to.deep.equal(declared);
      expect(found?.state).to.deep.include(choices);
    }
  });

  it("says that the set is gone with its configuration", async () => {
    expect(await refresh(missingId, checkedInputs(missingId, { assignments: [] }))).to.equal(
      undefined,
    );
  });
});

describe("get", () => {
  const bench = useBench();

  it("shows the live set of any configuration, in the form in which ours is recorded", async () => {
    const id = bench().addConfiguration({ assignments: ["group 2", "group 1"], older: [7] });
    bench().takeRequests();
    const { state, inputs } = await assignmentsHandlers.get(bench().context, id.toUpperCase());
    expect(bench().takeRequests()).to.deep.equal(["GET assignments"]);
    const declared = checkedInputs(id, { assignments: ["group 1", "group 2"] });
    expect(inputs).to.deep.equal(declared);
    expect(state).to.deep.include(declared);
    expect(assignmentsHandlers.diff(id, state, declared).changes).to.equal(false);
  });

  it("fails for a configuration that is missing", async () => {
    const { message } = await failureOf(assignmentsHandlers.get(bench().context, missingId));
    expect(message).to.contain(
      `Cannot read the assignments of iosLobAppProvisioningConfiguration ${missingId}`,
    );
    expect(message).to.contain("Graph answered 404 ResourceNotFound");
  });
});
