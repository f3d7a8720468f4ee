import { expect } from "chai";
import type { Assignment } from "../../provider/dist/domain/assignment.js";
import { findFilterWarnings } from "../../provider/dist/domain/findInputProblems.js";
import { guid, notKnownYet } from "./arbitraries.ts";

const allDevices: Assignment = { type: "allDevicesAssignmentTarget" };
const filtered: Assignment = { ...allDevices, filterId: guid(1), filterType: "include" };

describe("findFilterWarnings", () => {
  it("warns of each entry with a filter, by its place", () => {
    const warnings = findFilterWarnings([allDevices, filtered, allDevices, filtered]);
    expect(warnings).to.have.lengthOf(2);
    expect(warnings[0]).to.match(/^assignments\[1\] has a filter\. .*not supported/);
    expect(warnings[1]).to.match(/^assignments\[3\] /);
  });

  it("warns of nothing without filters, nor of entries that are not known yet", () => {
    const notKnown = notKnownYet as unknown as Assignment;
    expect(findFilterWarnings([])).to.deep.equal([]);
    expect(findFilterWarnings([allDevices, notKnown])).to.deep.equal([]);
  });
});
