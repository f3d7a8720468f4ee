// @ts-nocheck
import { expect } from "chai";
import {
  describeAssignment,
  describeGroupAssignment,
  type LiveAssignment,
} from "../../provider/dist/domain/assignment.js";
import { guid } from "./arbitraries.ts";

describe("describeAssignment", () => {
  const rows: [assignment: LiveAssignment, text: string][] = [
    [{ type: "allDevicesAssignmentTarget" }, "allDevicesAssignmentTarget"],
    [
      { type: "exclusionGroupAssignmentTarget", groupId: guid(1) },
      `exclusionGroupAssignmentTarget ${guid(1)}`,
    ],
    [
      { type: "configurationManagerCollectionAssignmentTarget", collectionId: "SMS00001" },
      "configurationManagerCollectionAssignmentTarget SMS00001",
    ],
    [
      {
        type: "groupAssignmentTarget",
        groupId: guid(1),
        filterId: guid(2),
        filterType: "exclude",
      },
      `groupAssignmentTarget ${guid(1)} with filter exclude ${guid(2)}`,
    ],
    [{ type: "unrecognized", target: '{"a":1}' }, 'unrecognized target {"a":1}'],
  ];
  for (const [assignment, text] of rows) {
    it(`calls an entry "${text}"`, () => {
      expect(describeAssignment(assignment)).to.equal(text);
    });
  }

  it("tells an entry of the older collection from a target", () => {
    expect(describeGroupAssignment({ targetGroupId: guid(1) })).to.equal(
      `groupAssignments entry ${guid(1)}`,
    );
  });
});
