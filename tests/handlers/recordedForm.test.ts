import { expect } from "chai";
import { assignmentsHandlers } from "./recordedHandlers.ts";
import type { RecordedSet } from "./recordedSet.ts";
import { groupId } from "../engine/liveTargets.ts";
import { declared, filterId } from "./entries.ts";
import { useBench } from "./handlerBench.ts";
import { checkedInputs, recordedWords, toGroupAssignment } from "./stackedSet.ts";

describe("a recorded state", () => {
  const bench = useBench();

  it("has its sets under labels that name the entries, and beneath only what these leave unsaid", async () => {
    const id = bench().addConfiguration();
    const inputs = checkedInputs(id, { assignments: ["group 1 filtered", "devices"], older: [7] });
    const { state } = await assignmentsHandlers.create(bench().context, inputs);
    expect(state).to.deep.equal({
      configurationId: id,
      assignments: {
        allDevicesAssignmentTarget: {},
        [`groupAssignmentTarget ${groupId(1)}`]: { filterId, filterType: "include" },
      },
      groupAssignments: { [groupId(7)]: {} },
    });
  });

  it("marks in its sets what a refresh has found, and is read with the marks", async () => {
    const id = bench().addConfiguration({ assignments: ["group 1"], older: [7] });
    const recorded = checkedInputs(id, { assignments: ["group 1"], older: [7] });
    bench().setLive(id, { assignments: ["group 1", "group 2 filtered"], older: [7, 8] });
    const { state } = (await assignmentsHandlers.refresh(bench().context, id, recorded)) ?? fail();
    expect(state).to.deep.equal({
      ...recorded,
      assignments: {
        [`groupAssignmentTarget ${groupId(1)}`]: {},
        [`groupAssignmentTarget ${groupId(2)}`]: {
          filterId,
          filterType: "include",
          unmanaged: true,
        },
      },
      groupAssignments: { [groupId(7)]: {}, [groupId(8)]: { unmanaged: true } },
    });
    const again = await assignmentsHandlers.refresh(bench().context, id, state);
    expect(again?.state).to.deep.equal(state);
    await assignmentsHandlers.delete(bench().context, id, state);
    expect(bench().liveOf(id)).to.deep.equal({ assignments: ["group 2 filtered"], older: [8] });
  });

  /** States of group 1 and group 2, the second found by a refresh, as other hands have written them. */
  const lists = {
    assignments: ["group 1", "group 2"].map(declared),
    unmanagedAssignments: [declared("group 2")],
    groupAssignments: [toGroupAssignment(6)],
  };
  const forms: readonly (readonly [form: string, recorded: object])[] = [
    ["lists in place of labels", lists],
    ["other labels than ours", labelled(lists)],
    ["GUIDs in upper case", upperCase(lists)],
    ["nulls and no filters spelled out", { ...lists, mode: null, assignments: spelledOut(lists) }],
  ];

  for (const [form, fields] of forms) {
    const recorded = fields as Partial<RecordedSet>;

    it(`with ${form} is compared by its entries`, () => {
      const id = groupId(0);
      const same = checkedInputs(id, { assignments: ["group 2", "group 1"], older: [6] });
      expect(assignmentsHandlers.diff(id, recorded, same).changes).to.equal(true);
      const owned = { ...recorded, unmanagedAssignments: {} };
      expect(assignmentsHandlers.diff(id, owned, same).changes).to.equal(false);
      expect(
        assignmentsHandlers.diff(id, recorded, checkedInputs(id, { assignments: [] })).changes,
      ).to.equal(undefined);
    });

    it(`with ${form} is refreshed, updated and deleted`, async () => {
      const content = { assignments: ["group 1", "group 2"], older: [6] };
      const id = bench().addConfiguration(content);
      const found = await assignmentsHandlers.refresh(bench().context, id, recorded);
      expect(found && recordedWords(found.state)).to.deep.equal({
        ...content,
        unmanaged: ["group 2"],
      });
      await assignmentsHandlers.update(
        bench().context,
        id,
        recorded,
        checkedInputs(id, { assignments: ["group 3"], older: [] }),
      );
      expect(bench().liveOf(id)).to.deep.equal({ assignments: ["group 3"], older: [] });
      bench().setLive(id, content);
      await assignmentsHandlers.delete(bench().context, id, recorded);
      expect(bench().liveOf(id)).to.deep.equal({ assignments: ["group 2"], older: [] });
    });
  }

  it("with nothing but an entry has the defaults, and its id for the configuration's", async () => {
    const id = bench().addConfiguration({ assignments: ["group 1"], older: [7] });
    const recorded = { assignments: { any: declared("group 1") } };
    const found = await assignmentsHandlers.refresh(bench().context, id, recorded);
    expect(found?.state).to.deep.equal({
      configurationId: id,
      assignments: { [`groupAssignmentTarget ${groupId(1)}`]: {} },
    });
  });

  it("with null for what it does not have is read as without it", async () => {
    const id = bench().addConfiguration({ assignments: ["group 1"] });
    const nulls = { unmanagedAssignments: null, unmanagedGroupAssignments: null };
    const recorded = { ...checkedInputs(id, { assignments: ["group 1"] }), ...nulls };
    const found = await assignmentsHandlers.refresh(bench().context, id, recorded);
    expect(found && recordedWords(found.state).assignments).to.deep.equal(["group 1"]);
  });

  it("without entries owns none", async () => {
    const id = bench().addConfiguration({ assignments: ["group 1"], older: [7] });
    await assignmentsHandlers.delete(bench().context, id, { configurationId: id });
    expect(bench().liveOf(id)).to.deep.equal({ assignments: ["group 1"], older: [7] });
  });
});

function labelled(sets: object): object {
  return Object.fromEntries(
    Object.entries(sets).map(([name, entries]) => [
      name,
      Object.fromEntries((entries as object[]).map((entry, index) => [`#${index}`, entry])),
    ]),
  );
}

function upperCase(sets: object): object {
  const text = JSON.stringify(sets).replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, (guid) =>
    guid.toUpperCase(),
  );
  return JSON.parse(text) as object;
}

function spelledOut({ assignments }: { assignments: object[] }): object[] {
  return assignments.map((entry) => ({ filterType: null, filterId: null, ...entry }));
}

function fail(): never {
  throw new Error("It is gone.");
}
