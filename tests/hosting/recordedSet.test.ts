import { expect } from "chai";
import fc from "fast-check";
import type { Assignment } from "../../provider/dist/domain/assignment.js";
import { entryKey, normalizeEntries, type Entry } from "../../provider/dist/domain/entry.js";
import {
  labelEntries,
  unlabelEntries,
  unlabelUnmanaged,
} from "../../provider/dist/hosting/recordedSet.js";
import { guid, notKnownYet, someEntry, validInputs } from "../domain/arbitraries.ts";

const allDevices: Assignment = { type: "allDevicesAssignmentTarget" };
const group: Assignment = { type: "groupAssignmentTarget", groupId: guid(1) };
const filtered: Assignment = { ...group, filterId: guid(2), filterType: "include" };
const older = { targetGroupId: guid(1) };

describe("labelEntries", () => {
  it("loses no entry of any set", () => {
    fc.assert(
      fc.property(fc.array(someEntry), (entries) => {
        const set = normalizeEntries(entries);
        expect(unlabelEntries(labelEntries(set))).to.deep.equal(set);
      }),
    );
  });

  it("marks what is unmanaged, and says what is when it is asked", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(someEntry, fc.boolean())), (pairs) => {
        const set = normalizeEntries(pairs.map(([entry]) => entry));
        const marked = set.filter((entry) =>
          pairs.some(([other, mark]) => mark && entryKey(other) === entryKey(entry)),
        );
        const labelled = labelEntries(set, { unmanaged: marked });
        expect(unlabelEntries(labelled)).to.deep.equal(set);
        expect(unlabelUnmanaged(labelled)).to.deep.equal(marked);
      }),
    );
    const other = { targetGroupId: guid(2) };
    expect(labelEntries([older, other], { unmanaged: [other] })).to.deep.equal({
      [guid(1)]: {},
      [guid(2)]: { unmanaged: true },
    });
    expect(unlabelUnmanaged([group])).to.deep.equal([]);
  });

  it("gives an entry one label, whatever stands beside it and in whatever place", () => {
    fc.assert(
      fc.property(validInputs, ({ assignments, groupAssignments }) => {
        for (const set of [assignments, groupAssignments ?? []]) {
          const alone = set.map((entry) => labelEntries([entry]));
          expect(labelEntries(set.toReversed())).to.deep.equal(Object.assign({}, ...alone));
        }
      }),
    );
  });

  const unrecognized: Entry = { type: "unrecognized", target: '{"a":1}' };
  const filter = { filterId: guid(2), filterType: "include" };
  const rows: [what: string, entry: Entry, label: string, rest: object][] = [
    ["its type alone", allDevices, "allDevicesAssignmentTarget", {}],
    ["its type and id", group, `groupAssignmentTarget ${guid(1)}`, {}],
    ["its type and id, the filter beneath", filtered, `groupAssignmentTarget ${guid(1)}`, filter],
    [
      "all that is known of it",
      unrecognized,
      '{"type":"unrecognized","target":"{\\"a\\":1}"}',
      unrecognized,
    ],
    ["its group, in the older collection", older, guid(1), {}],
  ];
  for (const [what, entry, label, rest] of rows) {
    it(`calls an entry by ${what}`, () => {
      const labelled = labelEntries([entry]);
      expect(labelled).to.deep.equal({ [label]: rest });
      expect(unlabelEntries(labelled)).to.deep.equal([entry]);
    });
  }

  it("keeps one target under two filters apart", () => {
    expect(unlabelEntries(labelEntries([group, filtered]))).to.deep.equal([group, filtered]);
  });

  it("keeps entries that are not known yet apart", () => {
    const notKnown: Entry[] = [
      notKnownYet as unknown as Entry,
      { ...group, groupId: notKnownYet },
      { targetGroupId: notKnownYet },
    ];
    const set = [allDevices, ...notKnown, ...notKnown];
    expect(unlabelEntries(labelEntries(set))).to.deep.equal(set);
  });
});

describe("unlabelEntries", () => {
  it("takes a list as it is, such as an import file has", () => {
    expect(unlabelEntries([group, allDevices, older])).to.deep.equal([group, allDevices, older]);
    expect(unlabelEntries({})).to.deep.equal([]);
  });

  it("takes an id with a space in it", () => {
    const entry: Assignment = {
      type: "configurationManagerCollectionAssignmentTarget",
      collectionId: "SMS 00001",
    };
    expect(unlabelEntries(labelEntries([entry]))).to.deep.equal([entry]);
  });

  it("takes entries that 0.1.0 recorded whole beneath their labels", () => {
    const recorded = { [`groupAssignmentTarget ${guid(1)}`]: group, [guid(1)]: older };
    expect(unlabelEntries(recorded)).to.deep.equal([group, older]);
  });
});
