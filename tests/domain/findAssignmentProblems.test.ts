import { expect } from "chai";
import {
  findAssignmentProblems,
  findGroupAssignmentProblems,
} from "../../provider/dist/domain/findInputProblems.js";
import { guid, noFilterSpellings, notKnownYet, zeroGuid } from "./arbitraries.ts";

type Row = [what: string, entry: unknown, problem: RegExp];
type Fields = Readonly<Record<string, unknown>>;

const group = { type: "groupAssignmentTarget", groupId: guid(1) };
const exclusion = { type: "exclusionGroupAssignmentTarget", groupId: guid(1) };
const collection = { type: "configurationManagerCollectionAssignmentTarget" };
const allDevices = { type: "allDevicesAssignmentTarget" };
const allUsers = { type: "allLicensedUsersAssignmentTarget" };
const filter = { filterId: guid(2), filterType: "exclude" };
const allUsersGroup = "acacacac-9df4-4c7d-9d50-4ef0226f57a9";
const allDevicesGroup = "adadadad-808e-44e2-905a-0b7873a8a531";

function itRefuses(rows: Row[], find: typeof findAssignmentProblems): void {
  for (const [what, entry, problem] of rows) {
    it(`refuses ${what}`, () => {
      const problems = find(entry, "at").map(({ path, reason }) => `${path} ${reason}`);
      expect(problems).to.have.lengthOf(1);
      expect(problems[0]).to.match(problem);
    });
  }
}

describe("findAssignmentProblems", () => {
  for (const entry of [group, allDevices, allUsers, { ...collection, collectionId: "SMS00001" }]) {
    it(`lets a ${entry.type} pass with a filter, and with every spelling of none`, () => {
      for (const spelling of [filter, ...noFilterSpellings]) {
        expect(findAssignmentProblems({ ...entry, ...spelling }, "at")).to.deep.equal([]);
      }
    });
  }

  it("lets an exclusion pass, also with keys that hold nothing", () => {
    const empty = { filterId: null, filterType: undefined, collectionId: null };
    expect(findAssignmentProblems({ ...exclusion, ...empty }, "at")).to.deep.equal([]);
  });

  const rows: Row[] = [
    ["a type of another name", { type: "group" }, /^at\.type must be one of .* it is "group"$/],
    ["a type of the prototype's", { type: "toString" }, /^at\.type must be one of /],
    ["an entry without type", { groupId: guid(1) }, /^at\.type must be .* it is undefined$/],
    ["a key of another name", { ...group, intent: "x" }, /^at\.intent is no property of group/],
    ["a group without id", { ...group, groupId: undefined }, /^at\.groupId is required.* GUID/],
    ["a group id that is no GUID", { ...group, groupId: "Sales" }, /^at\.groupId must .* "Sales"$/],
    ["an exclusion without id", { ...exclusion, groupId: null }, /^at\.groupId is required/],
    ["a group id on all devices", { ...allDevices, groupId: guid(1) }, /^at\.groupId is no prop/],
    ["a group id on all users", { ...allUsers, groupId: guid(1) }, /^at\.groupId is no property/],
    ["a collection id on a group", { ...group, collectionId: "S" }, /^at\.collectionId is no pr/],
    ["a collection without id", collection, /^at\.collectionId is required.* SMS00001/],
    [
      "a blank collection id",
      { ...collection, collectionId: " " },
      /^at\.collectionId must be.* it is " "/,
    ],
    ["a filter id without type", { ...group, filterId: guid(2) }, /^at\.filterType is required/],
    ["a filter id of type none", { ...group, ...filter, filterType: "none" }, /^at\.filterType is/],
    ["a filter type without id", { ...group, filterType: "include" }, /^at\.filterId is required/],
    [
      "a filter type on the zero GUID",
      { ...group, ...filter, filterId: zeroGuid },
      /^at\.filterId/,
    ],
    [
      "a filter id that is no GUID",
      { ...group, ...filter, filterId: "f" },
      /^at\.filterId must be/,
    ],
    [
      "a filter type of another name",
      { ...group, ...filter, filterType: "in" },
      /^at\.filterType m/,
    ],
    [
      "a filter id on an exclusion",
      { ...exclusion, filterId: guid(2) },
      /^at\.filterId .*exclusion/,
    ],
    [
      "a filter type on an exclusion",
      { ...exclusion, filterType: "include" },
      /^at\.filterType .* takes no filter/,
    ],
    [
      "the group that stands for all users",
      { ...group, groupId: allUsersGroup },
      /^at\.groupId stands .* "allLicensedUsersAssignmentTarget"/,
    ],
    [
      "the excluded group that stands for all devices, in either case",
      { ...exclusion, groupId: allDevicesGroup.toUpperCase() },
      /^at\.groupId stands .* "allDevicesAssignmentTarget"/,
    ],
  ];
  itRefuses(rows, findAssignmentProblems);

  const wrongTypes: [path: string, make: (value: unknown) => unknown, wrong: unknown[]][] = [
    ["at", (value) => value, [undefined, null, 5, false, "text", [], [group]]],
    ["at.type", (type) => ({ ...group, type }), [undefined, null, 5, "", [], {}, [group.type]]],
    ["at.groupId", (groupId) => ({ ...group, groupId }), [null, 5, "", [], {}, [guid(1)]]],
    ["at.filterId", (filterId) => ({ ...group, ...filter, filterId }), [null, 5, "", [], {}]],
    ["at.filterType", (filterType) => ({ ...group, ...filter, filterType }), [null, 5, "", [], {}]],
    ["at.collectionId", (id) => ({ ...collection, collectionId: id }), [null, 5, "", [], {}]],
  ];
  for (const [path, make, wrong] of wrongTypes) {
    it(`refuses wrong types at ${path}, under that path`, () => {
      const paths = wrong.map((value) => findAssignmentProblems(make(value), "at")[0]?.path);
      expect(paths).to.deep.equal(wrong.map(() => path));
    });
  }

  it("names every problem of an entry", () => {
    const entry = { type: "groupAssignmentTarget", filterId: "f", filterType: "in", intent: "x" };
    const paths = findAssignmentProblems(entry, "at").map(({ path }) => path);
    expect(paths).to.have.members(["at.intent", "at.groupId", "at.filterId", "at.filterType"]);
  });

  const notKnown: [what: string, entry: unknown][] = [
    ["an entry", notKnownYet],
    ["a type, whatever stands beside it", { type: notKnownYet, groupId: 5 }],
    ["a whole filter", { ...group, filterId: notKnownYet, filterType: notKnownYet }],
  ];
  for (const [what, entry] of notKnown) {
    it(`lets ${what} pass that is not known yet`, () => {
      expect(findAssignmentProblems(entry, "at")).to.deep.equal([]);
    });
  }
});

describe("findGroupAssignmentProblems", () => {
  it("lets a group pass, and what is not known yet", () => {
    const entries: Fields[] = [guid(1), guid(1).toUpperCase(), notKnownYet].map((id) => ({
      targetGroupId: id,
    }));
    for (const entry of [...entries, notKnownYet]) {
      expect(findGroupAssignmentProblems(entry, "at")).to.deep.equal([]);
    }
  });

  const rows: Row[] = [
    ["null", null, /^at must be an object/],
    ["text", guid(1), /^at must be an object/],
    ["a list", [guid(1)], /^at must be an object .* it is an array$/],
    ["an entry without id", {}, /^at\.targetGroupId is required/],
    ["an id that is no GUID", { targetGroupId: 5 }, /^at\.targetGroupId must .* it is 5$/],
    ["the id of all users", { targetGroupId: allUsersGroup }, /^at\.targetGroupId stands for no/],
    ["another key", { targetGroupId: guid(1), type: "x" }, /^at\.type is no property/],
  ];
  itRefuses(rows, findGroupAssignmentProblems);
});
