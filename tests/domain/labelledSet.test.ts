import { expect } from "chai";
import fc from "fast-check";
import type { Assignment, LiveAssignment } from "../../provider/dist/domain/assignment.js";
import { assignmentKey, normalizeAssignments } from "../../provider/dist/domain/entrySet.js";
import {
  labelAssignments,
  labelGroupAssignments,
  pickUnmanaged,
  unlabelAssignments,
  unlabelGroupAssignments,
} from "../../provider/dist/dynamic/labelledSet.js";
import { guid, notKnownYet, someAssignment, validInputs } from "./arbitraries.ts";

const allDevices: Assignment = { type: "allDevicesAssignmentTarget" };
const group: Assignment = { type: "groupAssignmentTarget", groupId: guid(1) };
const filtered: Assignment = { ...group, filterId: guid(2), filterType: "include" };

const toGroup = (number: number) => ({ targetGroupId: guid(number) });

describe("labelAssignments", () => {
  it("loses no entry of any set", () => {
    fc.assert(
      fc.property(fc.array(someAssignment), (entries) => {
        const set = normalizeAssignments(entries);
        expect(unlabelAssignments(labelAssignments(set))).to.deep.equal(set);
      }),
    );
  });

  it("marks what is unmanaged, and says what is when it is asked", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(someAssignment, fc.boolean())), (pairs) => {
        const set = normalizeAssignments(pairs.map(([entry]) => entry));
        const isMarked = (entry: LiveAssignment): boolean =>
          pairs.some(([other, mark]) => mark && assignmentKey(other) === assignmentKey(entry));
        const labelled = labelAssignments(set, set.filter(isMarked));
        expect(unlabelAssignments(labelled)).to.deep.equal(set);
        expect(unlabelAssignments(pickUnmanaged(labelled))).to.deep.equal(set.filter(isMarked));
      }),
    );
    const set = labelGroupAssignments([1, 2].map(toGroup), [toGroup(2)]);
    expect(set).to.deep.equal({ [guid(1)]: {}, [guid(2)]: { unmanaged: true } });
    expect(unlabelGroupAssignments(set)).to.deep.equal([1, 2].map(toGroup));
    expect(pickUnmanaged([group])).to.deep.equal({});
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
  const filter = { filterId: guid(2), filterType: "include" };
  const rows: [what: string, entry: LiveAssignment, label: string, rest: object][] = [
    ["its type alone", allDevices, "allDevicesAssignmentTarget", {}],
    ["its type and id", group, `groupAssignmentTarget ${guid(1)}`, {}],
    ["its type and id, the filter beneath", filtered, `groupAssignmentTarget ${guid(1)}`, filter],
    [
      "all that is known of it",
      unrecognized,
      '{"type":"unrecognized","target":"{\\"a\\":1}"}',
      unrecognized,
    ],
  ];
  for (const [what, entry, label, rest] of rows) {
    it(`calls an entry by ${what}`, () => {
      expect(labelAssignments([entry])).to.deep.equal({ [label]: rest });
    });
  }

  it("keeps one target under two filters apart", () => {
    expect(unlabelAssignments(labelAssignments([group, filtered]))).to.deep.equal([
      group,
      filtered,
    ]);
  });

  it("keeps entries that are not known yet apart", () => {
    const notKnown = [notKnownYet as unknown as Assignment, { ...group, groupId: notKnownYet }];
    const set = [allDevices, ...notKnown, ...notKnown];
    expect(unlabelAssignments(labelAssignments(set))).to.deep.equal(set);
  });
});

describe("labelGroupAssignments", () => {
  it("calls an entry by its group", () => {
    const entry = { targetGroupId: guid(1) };
    expect(labelGroupAssignments([entry])).to.deep.equal({ [guid(1)]: {} });
    expect(unlabelGroupAssignments({ [guid(1)]: {} })).to.deep.equal([entry]);
  });
});

describe("unlabelAssignments", () => {
  it("takes a list as it is, such as an import file has", () => {
    expect(unlabelAssignments([group, allDevices])).to.deep.equal([group, allDevices]);
    expect(unlabelAssignments({})).to.deep.equal([]);
  });

  it("takes an id with a space in it", () => {
    const entry: Assignment = {
      type: "configurationManagerCollectionAssignmentTarget",
      collectionId: "SMS 00001",
    };
    expect(unlabelAssignments(labelAssignments([entry]))).to.deep.equal([entry]);
  });

  it("takes entries that 0.1.0 recorded whole beneath their labels", () => {
    const recorded = { [`groupAssignmentTarget ${guid(1)}`]: group };
    expect(unlabelAssignments(recorded)).to.deep.equal([group]);
    const older = { [guid(1)]: { targetGroupId: guid(1) } };
    expect(unlabelGroupAssignments(older)).to.deep.equal([{ targetGroupId: guid(1) }]);
  });
});
