import { expect } from "chai";
import { isNative } from "./nativeShell.ts";
import { assignmentsHandlers } from "./recordedHandlers.ts";
import type { RecordedSet } from "./recordedSet.ts";
import { notKnownYet } from "../domain/arbitraries.ts";
import { groupId } from "../engine/liveTargets.ts";
import { declared } from "./entries.ts";
import { checkedInputs, toGroupAssignment, type Program } from "./stackedSet.ts";

const id = groupId(0);
const otherId = groupId(9);

describe("diff", () => {
  const program: Program = { assignments: ["group 1 filtered", "not 2"], older: [7] };
  const state: Partial<RecordedSet> = {
    ...checkedInputs(id, program),
    mode: "authoritative",
    unmanaged: "refuse",
  };
  const diff = (inputs: object, recorded: Readonly<Record<string, unknown>> = state) =>
    assignmentsHandlers.diff(id, recorded, {
      ...checkedInputs(id, program),
      ...inputs,
    });
  const of = (changed: Partial<Program>): object => checkedInputs(id, { ...program, ...changed });

  const same: readonly (readonly [what: string, inputs: object])[] = [
    ["the same inputs", {}],
    ["another order", of({ assignments: ["not 2", "group 1 filtered"] })],
    ["another case of the configuration's id", { configurationId: id.toUpperCase() }],
    ["defaults spelled out", { mode: "authoritative", unmanaged: "refuse" }],
    ["lists in place of labels", { assignments: program.assignments.map(declared) }],
  ];
  for (const [what, inputs] of same) {
    it(`sees no change in ${what}`, () => {
      expect(diff(inputs)).to.deep.equal({ changes: false, replaces: [] });
    });
  }

  const changed: readonly (readonly [what: string, inputs: object])[] = [
    ["an entry more", of({ assignments: [...program.assignments, "group 3"] })],
    ["an entry less", of({ assignments: ["not 2"] })],
    ["another filter", of({ assignments: ["group 1", "not 2"] })],
    ["an exclusion turned into an inclusion", of({ assignments: ["group 1 filtered", "group 2"] })],
    ["another older set", of({ older: [6] })],
    ["an older set that is empty", of({ older: [] })],
    ["an older set no longer declared", { groupAssignments: undefined }],
    ["another mode", of({ mode: "additive" })],
    ["another choice for the unmanaged", of({ unmanaged: "remove" })],
    ["a set that is not known yet", { assignments: notKnownYet }],
    ["an entry that is not known yet", { assignments: { "not known yet [0]": notKnownYet } }],
    ["an older set that is not known yet", { groupAssignments: notKnownYet }],
  ];
  for (const [what, inputs] of changed) {
    it(`leaves it to the engine to print ${what}`, () => {
      expect(diff(inputs)).to.deep.equal({ changes: undefined, replaces: [] });
    });
  }

  it("sees an older set declared empty, where none was", () => {
    const recorded = checkedInputs(id, { assignments: program.assignments });
    // The second as 0.1.0 recorded it.
    for (const undeclared of [recorded, { ...recorded, groupAssignments: null }]) {
      expect(diff({ groupAssignments: {} }, undeclared).changes).to.equal(undefined);
      expect(diff({ groupAssignments: undefined }, undeclared).changes).to.equal(false);
    }
  });

  it("insists on an update where an entry of others has become ours", () => {
    const marks = [
      {
        ...state,
        assignments: marked(state.assignments, `exclusionGroupAssignmentTarget ${groupId(2)}`),
      },
      { ...state, groupAssignments: marked(state.groupAssignments, groupId(7)) },
    ];
    const lists = [
      { ...state, unmanagedAssignments: [declared("not 2")] },
      { ...state, unmanagedGroupAssignments: [toGroupAssignment(7)] },
    ];
    for (const recorded of [
      ...(isNative ? lists : marks),
      // As 0.1.0 recorded it.
      { ...state, unmanagedAssignments: { any: declared("not 2") } },
    ])
      expect(diff({}, recorded)).to.deep.equal({ changes: true, replaces: [] });
  });

  for (const [what, configurationId] of [
    ["another configuration", otherId],
    ["a configuration that is not known yet", notKnownYet],
  ] as const) {
    it(`replaces the resource for ${what}`, () => {
      expect(diff({ configurationId })).to.deep.equal({
        changes: undefined,
        replaces: ["configurationId"],
      });
    });
  }
});

function marked(set: object | null | undefined, label: string): object {
  if (!isNative) expect(set).to.have.property(label);
  return { ...set, [label]: { unmanaged: true } };
}
