import { expect } from "chai";
import { describeEntry, type Entry } from "../../provider/dist/domain/entry.js";
import { guid } from "./arbitraries.ts";

describe("describeEntry", () => {
  const rows: [entry: Entry, text: string][] = [
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
    [{ targetGroupId: guid(1) }, `groupAssignments entry ${guid(1)}`],
  ];
  for (const [entry, text] of rows) {
    it(`calls an entry "${text}"`, () => {
      expect(describeEntry(entry)).to.equal(text);
    });
  }
});
