import { expect } from "chai";
import fc from "fast-check";
import type { Assignment, LiveAssignment } from "../../provider/dist/domain/assignment.js";
import { normalizeAssignments } from "../../provider/dist/domain/assignmentSet.js";
import {
  labelAssignments,
  labelGroupAssignments,
  unlabelEntries,
} from "../../provider/dist/domain/labelledSet.js";
import { guid, notKnownYet, someAssignment, validInputs } from "./arbitraries.ts";

const allDevices: Assignment = { type: "allDevicesAssignmentTarget" };
const group: Assignment = { type: "groupAssignmentTarget", groupId: guid(1) };
const filtered: Assignment = { ...group, filterId: guid(2), filterType: "include" };

describe("labelAssignments", () => {
  it("loses no entry of any set", () => {
    fc.assert(
      fc.property(fc.array(someAssignment), (entries) => {
        const set = normalizeAssignments(entries);
        expect(unlabelEntries(labelAssignments(set))).to.deep.equal(set);
      }),
    );
  });

  it("gives an entry one label, whatever stands beside it and in whatever place", () => {
    fc.assert(
      fc.property(validInputs, ({ assignments }) => {
        const alone = assignments.map((entry) => labelAssignments([entry]));
        expect(labelAssignments(assignments.toReversed())).to.deep.equal(
          Object.assign({}, ...alone),
        );
      }),
    );
  });

  const unrecognized: LiveAssignment = { type: "unrecognized", target: '{"a":1}' };
  const rows: [what: string, entry: LiveAssignment, label: string][] = [
    ["its type alone", allDevices, "allDevicesAssignmentTarget"],
    ["its type and id", group, `groupAssignmentTarget ${guid(1)}`],
    ["its type and id without the filter", filtered, `groupAssignmentTarget ${guid(1)}`],
    ["all that is known of it", unrecognized, '{"type":"unrecognized","target":"{\\"a\\":1}"}'],
  ];
  for (const [what, entry, label] of rows) {
    it(`calls an entry by ${what}`, () => {
      expect(labelAssignments([entry])).to.deep.equal({ [label]: entry });
    });
  }

  it("keeps one target under two filters apart", () => {
    expect(unlabelEntries(labelAssignments([group, filtered]))).to.deep.equal([group, filtered]);
  });

  it("keeps entries that are not known yet apart", () => {
    const notKnown = [notKnownYet as unknown as Assignment, { ...group, groupId: notKnownYet }];
    const set = [allDevices, ...notKnown, ...notKnown];
    expect(unlabelEntries(labelAssignments(set))).to.deep.equal(set);
  });
});

describe("labelGroupAssignments", () => {
  it("calls an entry by its group", () => {
    const entry = { targetGroupId: guid(1) };
    expect(labelGroupAssignments([entry])).to.deep.equal({ [guid(1)]: entry });
  });
});

describe("unlabelEntries", () => {
  it("takes a list as it is, such as an import file has", () => {
    expect(unlabelEntries([group, allDevices])).to.deep.equal([group, allDevices]);
    expect(unlabelEntries({})).to.deep.equal([]);
  });
});
