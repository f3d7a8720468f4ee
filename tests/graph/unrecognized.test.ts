import { inspect } from "node:util";
import { expect } from "chai";
import fc from "fast-check";
import type { LiveAssignment } from "../../provider/dist/domain/assignment.js";
import { assignmentKey, normalizeAssignment } from "../../provider/dist/domain/entrySet.js";
import { fromWire, toEntry, type WireTarget } from "../../provider/dist/graph/wire.js";
import { guid } from "../domain/arbitraries.ts";

const group = { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: guid(1) };
const exclusion = { ...group, "@odata.type": "#microsoft.graph.exclusionGroupAssignmentTarget" };
const abstractBase = { "@odata.type": "microsoft.graph.deviceAndAppManagementAssignmentTarget" };
const filter = {
  deviceAndAppManagementAssignmentFilterId: guid(2),
  deviceAndAppManagementAssignmentFilterType: "include",
};

/** What comes out at the other end of the wire. */
const sent = (value: WireTarget): WireTarget => JSON.parse(JSON.stringify(value)) as WireTarget;
const read = (target: unknown): LiveAssignment => fromWire({ target }).assignment;

describe("An unrecognized target", () => {
  const targets: [what: string, target: WireTarget][] = [
    ["the abstract base", abstractBase],
    ["the abstract base with a filter", { ...abstractBase, ...filter }],
    ["a type of later", { "@odata.type": "#microsoft.graph.laterTarget", ids: [1, { a: null }] }],
    ["a type of the prototype's", { "@odata.type": "#microsoft.graph.constructor" }],
    ["no type", { groupId: guid(1) }],
    ["a group without id", { ...group, groupId: "" }],
    ["an exclusion with an id that is no text", { ...exclusion, groupId: 5 }],
  ];
  for (const [what, target] of targets) {
    it(`is kept and sent again as it came: ${what}`, () => {
      const entry = fromWire({ id: "x", target });
      expect(entry.assignment.type).to.equal("unrecognized");
      expect(entry.target).to.deep.equal(target);
      expect(toEntry(entry.assignment)).to.deep.equal(entry);
    });
  }

  it("survives the state, whatever it holds", () => {
    const extras = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(extras, (extra) => {
        const target = sent({ ...extra, "@odata.type": "#microsoft.graph.laterTarget" });
        const entry = fromWire({ target });
        const recorded = normalizeAssignment(entry.assignment);
        expect(toEntry(recorded).target).to.deep.equal(entry.target);
        expect(fromWire({ target: toEntry(recorded).target }).assignment).to.deep.equal(recorded);
      }),
    );
  });

  const orders: [where: string, one: WireTarget, other: WireTarget][] = [
    ["", { a: 1, b: 2 }, { b: 2, a: 1 }],
    [", also within", { a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } }],
  ];
  for (const [where, one, other] of orders) {
    it(`is the same in whatever order its keys come${where}`, () => {
      expect(assignmentKey(read(one))).to.equal(assignmentKey(read(other)));
    });
  }

  for (const target of [undefined, null, "text", [group]]) {
    it(`is what an item has whose target is ${inspect(target)}`, () => {
      expect(read(target)).to.deep.equal({ type: "unrecognized", target: "{}" });
    });
  }
});
