import { expect } from "chai";
import fc from "fast-check";
import { normalizeEntry } from "../../provider/dist/domain/entry.js";
import {
  assignmentFromWire,
  groupAssignmentFromWire,
  toAssignBody,
} from "../../provider/dist/graph/wire.js";
import { guid, respelled, someAssignment, zeroGuid } from "../domain/arbitraries.ts";
import { overWire, readTarget, toTarget } from "./wireTarget.ts";

const filterIdKey = "deviceAndAppManagementAssignmentFilterId";
const filterTypeKey = "deviceAndAppManagementAssignmentFilterType";

const group = { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: guid(1) };
const exclusion = { ...group, "@odata.type": "#microsoft.graph.exclusionGroupAssignmentTarget" };
const filter = { [filterIdKey]: guid(2), [filterTypeKey]: "include" };

describe("A target over the wire", () => {
  it("comes back as the same entry", () => {
    const spelled = someAssignment.chain(respelled);
    fc.assert(
      fc.property(someAssignment, spelled, (declared, other) => {
        expect(readTarget(overWire(toTarget(declared)))).to.deep.equal(declared);
        const normal = normalizeEntry(other);
        expect(readTarget(overWire(toTarget(normal)))).to.deep.equal(normal);
      }),
    );
  });

  const groupEntry = { type: "groupAssignmentTarget" as const, groupId: guid(1) };

  it("is spelled as Graph's metadata does, with filter keys only for a filter", () => {
    expect(toTarget(groupEntry)).to.deep.equal(group);
    const filtered = { ...groupEntry, filterId: guid(2), filterType: "include" as const };
    expect(toTarget(filtered)).to.deep.equal({ ...group, ...filter });
    expect(toTarget({ type: "allDevicesAssignmentTarget" })).to.deep.equal({
      "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget",
    });
  });

  it("has its type read with # or without", () => {
    const type = "microsoft.graph.groupAssignmentTarget";
    expect(readTarget({ ...group, "@odata.type": type })).to.deep.equal(groupEntry);
    expect(readTarget({ ...group, "@odata.type": `#${type}` })).to.deep.equal(groupEntry);
  });

  it("has GUIDs in upper case read as the same ones", () => {
    const upper = { ...group, ...filter, groupId: guid(1).toUpperCase() };
    expect(readTarget({ ...upper, [filterIdKey]: guid(2).toUpperCase() })).to.deep.equal({
      ...groupEntry,
      filterId: guid(2),
      filterType: "include",
    });
  });

  for (const id of [undefined, null, zeroGuid]) {
    for (const type of [undefined, null, "none"]) {
      it(`has the filter ${String(id)} of type ${String(type)} read as none, and sends none`, () => {
        const target = { ...group, [filterIdKey]: id, [filterTypeKey]: type };
        const live = assignmentFromWire({ target });
        expect(live).to.deep.equal({ entry: groupEntry, target: group });
      });
    }
  }

  const halfFilters: [id: string | null, type: string][] = [
    [null, "include"],
    [zeroGuid, "exclude"],
    [guid(2), "none"],
  ];
  for (const [id, type] of halfFilters) {
    it(`has the filter ${String(id)} of type ${type} read as a filter's both keys or neither`, () => {
      const entry = readTarget({ ...group, [filterIdKey]: id, [filterTypeKey]: type });
      expect("filterType" in entry).to.equal("filterId" in entry);
    });
  }

  for (const known of [group, exclusion]) {
    it(`is sent again with what is not known of a ${known["@odata.type"]}`, () => {
      const target = { ...known, groupId: guid(1).toUpperCase(), added: { later: [1, null] } };
      const live = assignmentFromWire({ id: "x", target });
      expect(live.target).to.deep.equal(target);
      expect(live.entry).to.deep.equal(readTarget(known));
      const body = toAssignBody({ entries: [readTarget(known)], live: [live], sendsOlder: false });
      expect(body).to.deep.equal({ iOSLobAppProvisioningConfigAssignments: [{ target }] });
    });
  }
});

describe("groupAssignmentFromWire", () => {
  it("reads the group's id, in lower case, and no other key", () => {
    const item = { id: "x", targetGroupId: guid(1).toUpperCase(), added: 1 };
    const entry = { targetGroupId: guid(1) };
    expect(groupAssignmentFromWire(item)).to.deep.equal({ entry, target: entry });
  });
});
