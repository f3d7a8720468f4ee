import { expect } from "chai";
import { isNative } from "./nativeShell.ts";
import { assignmentsHandlers } from "./recordedHandlers.ts";
import type { RecordedSet } from "./recordedSet.ts";
import { notKnownYet } from "../domain/arbitraries.ts";
import { groupId } from "../engine/liveTargets.ts";
import { declared } from "./entries.ts";
import { checkedInputs, toGroupAssignment } from "./stackedSet.ts";

const id = groupId(0);

const check = (raw: object) => assignmentsHandlers.check(raw as RecordedSet);

describe("check", () => {
  it("records sets in the shell's form, normalized, and drops defaults", () => {
    const { inputs, problems } = check({
      configurationId: id.toUpperCase(),
      assignments: [{ ...declared("group 1"), filterId: null, filterType: "none" }],
      groupAssignments: [{ targetGroupId: groupId(7).toUpperCase() }],
      mode: "authoritative",
      unmanaged: "refuse",
    });
    expect(problems).to.deep.equal([]);
    expect(inputs).to.deep.equal({
      configurationId: id,
      ...(isNative
        ? { assignments: [declared("group 1")], groupAssignments: [toGroupAssignment(7)] }
        : {
            assignments: { [`groupAssignmentTarget ${groupId(1)}`]: {} },
            groupAssignments: { [groupId(7)]: {} },
          }),
    });
  });

  it("takes what it has recorded, and answers the same", () => {
    const inputs = checkedInputs(id, { assignments: ["group 1", "users filtered"], older: [7] });
    expect(check(inputs)).to.deep.equal({ inputs, problems: [] });
  });

  const wrong: readonly (readonly [what: string, raw: object, path: string])[] = [
    ["an entry in place of a list", { assignments: declared("group 1") }, "assignments"],
    ["a map of the program's own", { assignments: { mine: declared("group 1") } }, "assignments"],
    ["a text", { assignments: "group 1" }, "assignments"],
    ["nothing", {}, "assignments"],
    ["an empty entry", { assignments: [null] }, "assignments[0]"],
    ["another input", { assignments: [], intent: "required" }, "intent"],
    [
      "a wrong older entry",
      { assignments: [], groupAssignments: [{}] },
      "groupAssignments[0].targetGroupId",
    ],
  ];
  for (const [what, raw, path] of wrong) {
    it(`complains of ${what} and leaves the inputs as they came`, () => {
      const given = { configurationId: id, ...raw };
      const { inputs, problems } = check(given);
      expect(problems.map((problem) => problem.path)).to.deep.equal([path]);
      expect(inputs).to.deep.equal(given);
    });
  }

  const unknown: readonly (readonly [what: string, raw: object, inputs: object])[] = [
    ["a whole set", { assignments: notKnownYet }, { assignments: notKnownYet }],
    [
      "an entry",
      { assignments: [notKnownYet] },
      { assignments: isNative ? [notKnownYet] : { "not known yet [0]": notKnownYet } },
    ],
    [
      "the id of the configuration",
      { configurationId: notKnownYet, assignments: [] },
      { configurationId: notKnownYet, assignments: isNative ? [] : {} },
    ],
  ];
  for (const [what, raw, inputs] of unknown) {
    it(`passes ${what} that is not known yet`, () => {
      const expected = { inputs: { configurationId: id, ...inputs }, problems: [] };
      expect(check({ configurationId: id, ...raw })).to.deep.equal(expected);
      expect(check(expected.inputs)).to.deep.equal(expected);
    });
  }
});
