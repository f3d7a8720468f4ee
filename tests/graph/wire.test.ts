import { expect } from "chai";
import fc from "fast-check";
import type { LiveAssignment } from "../../provider/dist/domain/assignment.js";
import { normalizeAssignment } from "../../provider/dist/domain/entrySet.js";
import {
  fromWire,
  groupAssignmentFromWire,
  toEntry,
  toWire,
  type WireTarget,
} from "../../provider/dist/graph/wire.js";
import { guid, respelled, someAssignment, zeroGuid } from "../domain/arbitraries.ts";

const filterIdKey = "deviceAndAppManagementAssignmentFilterId";
const filterTypeKey = "deviceAndAppManagementAssignmentFilterType";

const group = { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: guid(1) };
const exclusion = { ...group, "@odata.type": "#microsoft.graph.exclusionGroupAssignmentTarget" };
const filter = { [filterIdKey]: guid(2), [filterTypeKey]: "include" };

/** What comes out at the other end of the wire. */
const sent = (value: WireTarget): WireTarget => JSON.parse(JSON.stringify(value)) as WireTarget;
const read = (target: unknown): LiveAssignment => fromWire({ id: "x_0_0", target }).assignment;

describe("toWire and fromWire", () => {
  it("bring every entry over the wire and back", () => {
    const spelled = someAssignment.chain(respelled);
    fc.assert(
      fc.property(someAssignment, spelled, (declared, other) => {
        expect(read(sent(toWire(declared).target))).to.deep.equal(declared);
        const back = toWire(normalizeAssignment(other));
        expect(read(sent(back.target))).to.deep.equal(normalizeAssignment(other));
      }),
    );
  });

  const groupEntry = { type: "groupAssignmentTarget" as const, groupId: guid(1) };

  it("spell a target as Graph's metadata does, with filter keys only for a filter", () => {
    expect(toWire(groupEntry).target).to.deep.equal(group);
    const filtered = { ...groupEntry, filterId: guid(2), filterType: "include" as const };
    expect(toWire(filtered).target).to.deep.equal({ ...group, ...filter });
    expect(toWire({ type: "allDevicesAssignmentTarget" }).target).to.deep.equal({
      "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget",
    });
  });

  it("read a type with # or without", () => {
    const type = "microsoft.graph.groupAssignmentTarget";
    expect(read({ ...group, "@odata.type": type })).to.deep.equal(groupEntry);
    expect(read({ ...group, "@odata.type": `#${type}` })).to.deep.equal(groupEntry);
  });

  it("read GUIDs in upper case as the same ones", () => {
    const upper = { ...group, ...filter, groupId: guid(1).toUpperCase() };
    expect(read({ ...upper, [filterIdKey]: guid(2).toUpperCase() })).to.deep.equal({
      ...groupEntry,
      filterId: guid(2),
      filterType: "include",
    });
  });

  for (const id of [undefined, null, zeroGuid]) {
    for (const type of [undefined, null, "none"]) {
      it(`read the filter ${String(id)} of type ${String(type)} as none, and send none`, () => {
        const entry = fromWire({ target: { ...group, [filterIdKey]: id, [filterTypeKey]: type } });
        expect(entry).to.deep.equal({ assignment: groupEntry, target: group });
      });
    }
  }

  const halfFilters: [id: string | null, type: string][] = [
    [null, "include"],
    [zeroGuid, "exclude"],
    [guid(2), "none"],
  ];
  for (const [id, type] of halfFilters) {
    it(`read the filter ${String(id)} of type ${type} as a filter's both keys or neither`, () => {
      const assignment = read({ ...group, [filterIdKey]: id, [filterTypeKey]: type });
      expect("filterType" in assignment).to.equal("filterId" in assignment);
    });
  }

  for (const known of [group, exclusion]) {
    it(`send again what is not known of a ${known["@odata.type"]}`, () => {
      const target = { ...known, groupId: guid(1).toUpperCase(), added: { later: [1, null] } };
      const entry = fromWire({ id: "x", target });
      expect(entry.target).to.deep.equal(target);
      expect(entry.assignment).to.deep.equal(read(known));
    });
  }
});

describe("toEntry", () => {
  it("makes of a recorded entry what it makes of a declared one", () => {
    fc.assert(
      fc.property(someAssignment, (assignment) => {
        expect(toEntry(assignment)).to.deep.equal(toWire(assignment));
      }),
    );
  });
});

describe("groupAssignmentFromWire", () => {
  it("reads the group's id, in lower case, and no other key", () => {
    const item = { id: "x", targetGroupId: guid(1).toUpperCase(), added: 1 };
    expect(groupAssignmentFromWire(item)).to.deep.equal({ targetGroupId: guid(1) });
  });
});
