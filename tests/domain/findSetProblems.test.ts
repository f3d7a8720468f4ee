import { expect } from "chai";
import { findSetProblems } from "../../provider/dist/domain/findInputProblems.js";
import { guid, notKnownYet } from "./arbitraries.ts";

type Entry = Readonly<Record<string, unknown>>;

const include = (groupId: unknown): Entry => ({ type: "groupAssignmentTarget", groupId });
const exclude = (groupId: unknown): Entry => ({ type: "exclusionGroupAssignmentTarget", groupId });
const older = (targetGroupId: unknown): Entry => ({ targetGroupId });
const allDevices: Entry = { type: "allDevicesAssignmentTarget" };
const collection: Entry = {
  type: "configurationManagerCollectionAssignmentTarget",
  collectionId: "SMS00001",
};
const filter: Entry = { filterId: guid(7), filterType: "include" };

describe("findSetProblems", () => {
  const refused: [what: string, assignments: Entry[], olderOnes: Entry[], problem: string][] = [
    [
      "a group twice",
      [include(guid(1)), include(guid(1))],
      [],
      "assignments[1].groupId repeats assignments[0].groupId",
    ],
    [
      "a group twice in different case",
      [include(guid(1)), include(guid(1).toUpperCase())],
      [],
      "assignments[1].groupId repeats assignments[0].groupId",
    ],
    [
      "a group twice under different filters",
      [include(guid(1)), { ...include(guid(1)), ...filter }],
      [],
      "assignments[1].groupId repeats assignments[0].groupId",
    ],
    [
      "a group excluded twice",
      [exclude(guid(1)), include(guid(2)), exclude(guid(1))],
      [],
      "assignments[2].groupId repeats assignments[0].groupId",
    ],
    ["all devices twice", [allDevices, allDevices], [], "assignments[1] repeats assignments[0]"],
    [
      "a collection twice",
      [collection, { ...collection, ...filter }],
      [],
      "assignments[1].collectionId repeats assignments[0].collectionId",
    ],
    [
      "a group twice in the older collection",
      [],
      [older(guid(1)), older(guid(1).toUpperCase())],
      "groupAssignments[1].targetGroupId repeats groupAssignments[0].targetGroupId",
    ],
    [
      "a group both included and excluded",
      [exclude(guid(1)), include(guid(1).toUpperCase())],
      [],
      "assignments[0].groupId excludes a group that assignments[1].groupId includes",
    ],
    [
      "a group excluded that the older collection includes",
      [exclude(guid(1))],
      [older(guid(1))],
      "assignments[0].groupId excludes a group that groupAssignments[0].targetGroupId includes",
    ],
  ];
  for (const [what, assignments, olderOnes, problem] of refused) {
    it(`refuses ${what}`, () => {
      const problems = findSetProblems(assignments, olderOnes);
      expect(problems).to.have.lengthOf(1);
      expect(problems.map(({ path, reason }) => `${path} ${reason}`)[0]).to.include(problem);
    });
  }

  it("names every repetition after the first", () => {
    const paths = findSetProblems([allDevices, allDevices, allDevices], []).map(({ path }) => path);
    expect(paths).to.deep.equal(["assignments[1]", "assignments[2]"]);
  });

  const passing: [what: string, assignments: Entry[], olderOnes: Entry[]][] = [
    ["different targets", [include(guid(1)), exclude(guid(2)), allDevices, collection], []],
    ["one group in both collections", [include(guid(1))], [older(guid(1))]],
    ["groups that are not known yet", [include(notKnownYet), include(notKnownYet)], []],
    ["an exclusion that is not known yet", [include(notKnownYet), exclude(notKnownYet)], []],
    ["older groups that are not known yet", [], [older(notKnownYet), older(notKnownYet)]],
    ["entries that are wrong by themselves", [{}, {}, { type: 5 }, include(5), include(5)], [{}]],
  ];
  for (const [what, assignments, olderOnes] of passing) {
    it(`lets pass ${what}`, () => {
      expect(findSetProblems(assignments, olderOnes)).to.deep.equal([]);
    });
  }
});
