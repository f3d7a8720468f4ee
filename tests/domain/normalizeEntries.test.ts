import { expect } from "chai";
import fc from "fast-check";
import type { Assignment } from "../../provider/dist/domain/assignment.js";
import {
  entryKey,
  isOlder,
  normalizeEntry,
  normalizeEntries,
  type Entry,
} from "../../provider/dist/domain/entry.js";
import {
  guid,
  notKnownYet,
  noFilterSpellings,
  respelled,
  sameSetTwice,
  someEntry,
} from "./arbitraries.ts";

const someSet = fc.array(someEntry, { maxLength: 8 });
const allDevices: Assignment = { type: "allDevicesAssignmentTarget" };
const older = { targetGroupId: guid(1) };

describe("normalizeEntry", () => {
  it("makes one form of every spelling of an entry", () => {
    const pairs = someEntry.chain((entry) => fc.tuple(fc.constant(entry), respelled(entry)));
    fc.assert(
      fc.property(pairs, ([entry, other]) => {
        expect(JSON.stringify(normalizeEntry(other))).to.equal(entryKey(entry));
      }),
    );
  });

  const halfFilters = [{ filterId: guid(1) }, { filterType: "include" }];
  for (const spelling of [...noFilterSpellings, ...halfFilters]) {
    it(`reads ${JSON.stringify(spelling)} as no filter`, () => {
      const entry = { ...allDevices, ...spelling } as Assignment;
      expect(normalizeEntry(entry)).to.deep.equal(allDevices);
    });
  }

  it("keeps the case of a collection's id", () => {
    const type = "configurationManagerCollectionAssignmentTarget";
    const entry: Entry = { type, collectionId: "SmS00001" };
    expect(normalizeEntry(entry)).to.deep.equal(entry);
  });
});

describe("normalizeEntries", () => {
  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(someSet, (set) => {
        const once = normalizeEntries(set);
        expect(normalizeEntries(once)).to.deep.equal(once);
      }),
    );
  });

  it("makes one form of a set in every order and spelling", () => {
    fc.assert(
      fc.property(sameSetTwice, ([set, other]) => {
        expect(JSON.stringify(normalizeEntries(other))).to.equal(
          JSON.stringify(normalizeEntries(set)),
        );
      }),
    );
  });

  it("keeps every entry, and none twice, the older collection last", () => {
    fc.assert(
      fc.property(someSet, (set) => {
        const normal = normalizeEntries(set);
        expect(normal.map(entryKey)).to.have.members([...new Set(set.map(entryKey))]);
        const newer = normal.filter((entry) => !isOlder(entry));
        expect(normal).to.deep.equal([...newer, ...normal.filter(isOlder)]);
      }),
    );
  });

  it("puts entries in the order of their targets, then of their ids", () => {
    const ordered: Entry[] = [
      { type: "allLicensedUsersAssignmentTarget" },
      allDevices,
      { type: "groupAssignmentTarget", groupId: guid(1) },
      { type: "groupAssignmentTarget", groupId: guid(2) },
      { type: "exclusionGroupAssignmentTarget", groupId: guid(1) },
      { type: "configurationManagerCollectionAssignmentTarget", collectionId: "SMS00001" },
      { type: "unrecognized", target: "{}" },
      older,
      { targetGroupId: guid(2) },
    ];
    expect(normalizeEntries(ordered.toReversed())).to.deep.equal(ordered);
  });

  it("tells an entry from the same one with a filter", () => {
    const filtered: Assignment = { ...allDevices, filterId: guid(1), filterType: "include" };
    const opposite: Assignment = { ...filtered, filterType: "exclude" };
    expect(normalizeEntries([allDevices, filtered, opposite])).to.have.lengthOf(3);
  });

  it("never merges entries that are not known yet, and puts them last", () => {
    const notKnown: Entry[] = [
      notKnownYet as unknown as Entry,
      { type: "groupAssignmentTarget", groupId: notKnownYet },
      { targetGroupId: notKnownYet },
    ];
    const set = [...notKnown, older, ...notKnown, allDevices];
    const ordered = [allDevices, older, ...notKnown, ...notKnown];
    expect(normalizeEntries(set)).to.deep.equal(ordered);
  });
});
