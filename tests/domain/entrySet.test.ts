import { expect } from "chai";
import fc from "fast-check";
import {
  entryKey,
  dropRepeated,
  equalEntries,
  findMirrored,
  intersectEntries,
  subtractEntries,
  type Entry,
} from "../../provider/dist/domain/entry.js";
import { guid, sameSetTwice, someEntry } from "./arbitraries.ts";

const someSet = fc.array(someEntry, { maxLength: 8 });

describe("subtractEntries, intersectEntries and equalEntries", () => {
  it("find no difference between a set and itself, in whatever order and spelling", () => {
    fc.assert(
      fc.property(sameSetTwice, ([set, other]) => {
        expect(subtractEntries(set, other)).to.deep.equal([]);
        expect(intersectEntries(set, other)).to.deep.equal(set);
        expect(equalEntries(set, other)).to.be.true;
      }),
    );
  });

  it("split a set into what the other holds and what it does not", () => {
    fc.assert(
      fc.property(someSet, someSet, (a, b) => {
        const keysOfB = b.map(entryKey);
        const isInB = (entry: Entry): boolean => keysOfB.includes(entryKey(entry));
        const rest = subtractEntries(a, b);
        expect(rest).to.deep.equal(a.filter((entry) => !isInB(entry)));
        expect(intersectEntries(a, b)).to.deep.equal(a.filter(isInB));
        expect(equalEntries([...rest, ...b], [...a, ...b])).to.be.true;
      }),
    );
  });

  it("hold sets equal just when neither has what the other lacks", () => {
    const lacks = (a: Entry[], b: Entry[]): boolean => subtractEntries(a, b).length > 0;
    fc.assert(
      fc.property(someSet, someSet, (a, b) => {
        expect(equalEntries(a, b)).to.equal(!lacks(a, b) && !lacks(b, a));
        expect(equalEntries(a, [])).to.equal(a.length === 0);
      }),
    );
  });
});

describe("dropRepeated", () => {
  it("keeps each entry once: the first of those with one key", () => {
    fc.assert(
      fc.property(sameSetTwice, ([set, other]) => {
        const distinct = dropRepeated([...set, ...other]);
        expect(distinct.map(entryKey)).to.have.members([...new Set(set.map(entryKey))]);
        for (const entry of distinct)
          expect(entry).to.equal(set.find((one) => entryKey(one) === entryKey(entry)));
      }),
    );
  });
});

describe("findMirrored", () => {
  it("finds the older entries whose groups are included, with a filter or without", () => {
    const older = [1, 2, 3, 4].map((number) => ({ targetGroupId: guid(number) }));
    const entries: Entry[] = [
      { type: "groupAssignmentTarget", groupId: guid(1).toUpperCase() },
      {
        type: "groupAssignmentTarget",
        groupId: guid(2),
        filterId: guid(9),
        filterType: "include",
      },
      { type: "exclusionGroupAssignmentTarget", groupId: guid(3) },
      { type: "allDevicesAssignmentTarget" },
    ];
    expect(findMirrored([...entries, ...older], entries)).to.deep.equal(older.slice(0, 2));
  });
});
