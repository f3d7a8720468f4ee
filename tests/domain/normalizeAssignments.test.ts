import { expect } from "chai";
import fc from "fast-check";
import type { Assignment, GroupAssignment } from "../../provider/dist/domain/assignment.js";
import {
  assignmentKey,
  groupAssignmentKey,
  normalizeAssignment,
  normalizeAssignments,
  normalizeGroupAssignments,
} from "../../provider/dist/domain/entrySet.js";
import {
  guid,
  notKnownYet,
  noFilterSpellings,
  respelled,
  sameSetTwice,
  someAssignment,
  someGroupAssignment,
} from "./arbitraries.ts";

const someSet = fc.array(someAssignment, { maxLength: 8 });
const notKnownEntry = notKnownYet as unknown as Assignment;
const notKnownGroup: Assignment = { type: "groupAssignmentTarget", groupId: notKnownYet };
const allDevices: Assignment = { type: "allDevicesAssignmentTarget" };

describe("normalizeAssignment", () => {
  it("makes one form of every spelling of an entry", () => {
    const pairs = someAssignment.chain((entry) => fc.tuple(fc.constant(entry), respelled(entry)));
    fc.assert(
      fc.property(pairs, ([entry, other]) => {
        expect(JSON.stringify(normalizeAssignment(other))).to.equal(assignmentKey(entry));
      }),
    );
  });

  for (const spelling of noFilterSpellings) {
    it(`reads ${JSON.stringify(spelling)} as no filter`, () => {
      const entry = { ...allDevices, ...spelling } as Assignment;
      expect(normalizeAssignment(entry)).to.deep.equal(allDevices);
    });
  }

  it("keeps the case of a collection's id", () => {
    const type = "configurationManagerCollectionAssignmentTarget";
    expect(normalizeAssignment({ type, collectionId: "SmS00001" })).to.deep.equal({
      type,
      collectionId: "SmS00001",
    });
  });
});

describe("normalizeAssignments", () => {
  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(someSet, (set) => {
        const once = normalizeAssignments(set);
        expect(normalizeAssignments(once)).to.deep.equal(once);
      }),
    );
  });

  it("makes one form of a set in every order and spelling", () => {
    fc.assert(
      fc.property(sameSetTwice, ([set, other]) => {
        expect(JSON.stringify(normalizeAssignments(other))).to.equal(
          JSON.stringify(normalizeAssignments(set)),
        );
      }),
    );
  });

  it("keeps every entry, and none twice", () => {
    fc.assert(
      fc.property(someSet, (set) => {
        const keys = normalizeAssignments(set).map(assignmentKey);
        expect(keys).to.have.members([...new Set(set.map(assignmentKey))]);
      }),
    );
  });

  it("tells an entry from the same one with a filter", () => {
    const filtered: Assignment = { ...allDevices, filterId: guid(1), filterType: "include" };
    const opposite: Assignment = { ...filtered, filterType: "exclude" };
    expect(normalizeAssignments([allDevices, filtered, opposite])).to.have.lengthOf(3);
  });

  it("never merges entries that are not known yet, and puts them last", () => {
    const set = [notKnownEntry, notKnownGroup, notKnownEntry, allDevices, notKnownGroup];
    expect(normalizeAssignments(set)).to.deep.equal([
      allDevices,
      notKnownEntry,
      notKnownGroup,
      notKnownEntry,
      notKnownGroup,
    ]);
  });
});

describe("normalizeGroupAssignments", () => {
  it("makes one form of a set in every order and case", () => {
    fc.assert(
      fc.property(fc.array(someGroupAssignment), (set) => {
        const other = set
          .toReversed()
          .map((entry) => ({ targetGroupId: entry.targetGroupId.toUpperCase() }));
        const ids = [...new Set(set.map(groupAssignmentKey))].sort();
        const expected = ids.map((targetGroupId) => ({ targetGroupId }));
        expect(normalizeGroupAssignments(set)).to.deep.equal(expected);
        expect(normalizeGroupAssignments(other)).to.deep.equal(expected);
      }),
    );
  });

  it("never merges entries that are not known yet, and puts them last", () => {
    const notKnown = [notKnownYet as unknown as GroupAssignment, { targetGroupId: notKnownYet }];
    const known = { targetGroupId: guid(1) };
    expect(normalizeGroupAssignments([...notKnown, ...notKnown, known])).to.deep.equal([
      known,
      ...notKnown,
      ...notKnown,
    ]);
  });
});
