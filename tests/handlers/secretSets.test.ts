import { expect } from "chai";
import { setCodec } from "../../provider/dist/hosting/recordedSet.js";
import type { RecordedSet } from "./recordedSet.ts";
import { assignmentsHandlers } from "../../provider/dist/handlers/assignments/assignmentsHandlers.js";
import { groupId } from "../engine/liveTargets.ts";
import { declared, described } from "./entries.ts";
import { failureOf } from "./failureOf.ts";
import { useBench } from "./handlerBench.ts";

describe("a set that a program keeps secret", () => {
  const bench = useBench();

  const inputsOf = (configurationId: string, ...words: string[]) =>
    assignmentsHandlers.check({
      configurationId,
      assignments: words.map(declared),
      groupAssignments: [{ targetGroupId: groupId(7) }],
      isSecret: true,
    }).inputs;

  it("is recorded without an id in a label, and read the same", () => {
    const inputs = inputsOf("00000000-0000-4000-8000-000000000001", "group 1", "devices");
    const recorded = setCodec.recordInputs(inputs) as RecordedSet;
    const labels = [recorded.assignments, recorded.groupAssignments ?? {}].flatMap(Object.keys);
    expect(labels).to.have.length(3);
    for (const label of labels) expect(label).to.match(/^secret [0-9a-f]{16}$/);
    expect(setCodec.readInputs(recorded)).to.deep.equal(inputs);
  });

  it("stays so through a write and a refresh", async () => {
    const id = bench().addConfiguration();
    const { state } = await assignmentsHandlers.create(bench().context, inputsOf(id, "group 1"));
    const recorded = JSON.parse(JSON.stringify(setCodec.recordState(state))) as RecordedSet;
    const former = setCodec.readState(id, recorded);
    const found = await assignmentsHandlers.refresh(bench().context, id, former);
    expect(found && setCodec.recordState(found)).to.deep.equal(recorded);
  });

  it("is named in no error, but the entries of others are", async () => {
    const id = bench().addConfiguration();
    const { state } = await assignmentsHandlers.create(bench().context, inputsOf(id, "group 1"));
    bench().emulator.script({
      method: "POST",
      path: id,
      respond: { status: 204 },
      run: () => {
        bench().setLive(id, { assignments: ["group 1", "group 3"] });
      },
    });
    const update = assignmentsHandlers.update(bench().context, id, state, inputsOf(id, "group 2"));
    const { message } = await failureOf(update);
    expect(message).to.contain("missing: a secret entry").and.to.contain(described("group 3"));
    for (const number of [1, 2]) expect(message).not.to.contain(groupId(number));
  });

  it("is quoted in no complaint of check", () => {
    const { problems } = assignmentsHandlers.check({
      configurationId: "00000000-0000-4000-8000-000000000001",
      assignments: [{ type: "groupAssignmentTarget", groupId: "not-to-be-told" }],
      isSecret: true,
    });
    expect(JSON.stringify(problems))
      .to.contain("its value is secret")
      .and.not.to.contain("not-to-be-told");
  });
});
