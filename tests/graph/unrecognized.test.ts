import { inspect } from "node:util";
import { expect } from "chai";
import fc from "fast-check";
import { entryKey, normalizeEntry } from "../../provider/dist/domain/entry.js";
import { assignmentFromWire } from "../../provider/dist/graph/wire.js";
import { guid } from "../domain/arbitraries.ts";
import { overWire, readTarget, toTarget, type WireTarget } from "./wireTarget.ts";

const group = { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: guid(1) };
const exclusion = { ...group, "@odata.type": "#microsoft.graph.exclusionGroupAssignmentTarget" };
const abstractBase = { "@odata.type": "microsoft.graph.deviceAndAppManagementAssignmentTarget" };
const filter = {
  deviceAndAppManagementAssignmentFilterId: guid(2),
  deviceAndAppManagementAssignmentFilterType: "include",
};

describe("An unrecognized target", () => {
  const targets: [what: string, target: WireTarget][] = [
    ["the abstract base", abstractBase],
    ["the abstract base with a filter", { ...abstractBase, ...filter }],
    ["a type of later", { "@odata.type": "#microsoft.graph.laterTarget", ids: [1, { a: null }] }],
    ["a type of the prototype's", { "@odata.type": "#microsoft.graph.constructor" }],
    ["no type", { groupId: guid(1) }],
    ["a type that is no text", { ...group, "@odata.type": [group["@odata.type"]] }],
    ["a group without id", { ...group, groupId: "" }],
    ["an exclusion with an id that is no text", { ...exclusion, groupId: 5 }],
  ];
  for (const [what, target] of targets) {
    it(`is kept and sent again as it came: ${what}`, () => {
      const live = assignmentFromWire({ id: "x", target });
      expect(live.entry).to.have.property("type", "unrecognized");
      expect(live.target).to.deep.equal(target);
      expect(toTarget(live.entry)).to.deep.equal(target);
    });
  }

  it("survives the state, whatever it holds", () => {
    const extras = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(extras, (extra) => {
        const live = assignmentFromWire({
          target: overWire({ ...extra, "@odata.type": "#microsoft.graph.laterTarget" }),
        });
        const recorded = normalizeEntry(live.entry);
        expect(toTarget(recorded)).to.deep.equal(live.target);
        expect(readTarget(toTarget(recorded))).to.deep.equal(recorded);
      }),
    );
  });

  const orders: [where: string, one: WireTarget, other: WireTarget][] = [
    ["", { a: 1, b: 2 }, { b: 2, a: 1 }],
    [", also within", { a: { b: 1, c: 2 } }, { a: { c: 2, b: 1 } }],
  ];
  for (const [where, one, other] of orders) {
    it(`is the same in whatever order its keys come${where}`, () => {
      expect(entryKey(readTarget(one))).to.equal(entryKey(readTarget(other)));
    });
  }

  for (const target of [undefined, null, "text", [group]]) {
    it(`is what an item has whose target is ${inspect(target)}`, () => {
      expect(readTarget(target)).to.deep.equal({ type: "unrecognized", target: "{}" });
    });
  }
});
