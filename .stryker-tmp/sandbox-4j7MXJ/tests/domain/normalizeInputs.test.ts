// @ts-nocheck
import { expect } from "chai";
import fc from "fast-check";
import {
  normalizeInputs,
  type AssignmentsInputs,
} from "../../provider/dist/domain/assignmentsInputs.js";
import { guid, notKnownYet, validInputs } from "./arbitraries.ts";

const minimal: AssignmentsInputs = { configurationId: guid(0), assignments: [] };

describe("normalizeInputs", () => {
  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(validInputs, (inputs) => {
        const once = normalizeInputs(inputs);
        expect(normalizeInputs(once)).to.deep.equal(once);
      }),
    );
  });

  it("writes ids in lower case and sets in one order", () => {
    const normalized = normalizeInputs({
      configurationId: guid(0xa).toUpperCase(),
      assignments: [
        { type: "groupAssignmentTarget", groupId: guid(0xb).toUpperCase() },
        { type: "allDevicesAssignmentTarget" },
      ],
      groupAssignments: [guid(0xd).toUpperCase(), guid(0xc)].map((id) => ({ targetGroupId: id })),
    });
    expect(normalized).to.deep.equal({
      configurationId: guid(0xa),
      assignments: [
        { type: "allDevicesAssignmentTarget" },
        { type: "groupAssignmentTarget", groupId: guid(0xb) },
      ],
      groupAssignments: [{ targetGroupId: guid(0xc) }, { targetGroupId: guid(0xd) }],
    });
  });

  const choices: [given: Partial<AssignmentsInputs>, kept: Partial<AssignmentsInputs>][] = [
    [{}, {}],
    [{ mode: "authoritative", unmanaged: "refuse" }, {}],
    [{ mode: "additive" }, { mode: "additive" }],
    [{ unmanaged: "remove" }, { unmanaged: "remove" }],
  ];
  for (const [given, kept] of choices) {
    it(`keeps ${JSON.stringify(kept)} of ${JSON.stringify(given)}`, () => {
      expect(normalizeInputs({ ...minimal, ...given })).to.deep.equal({ ...minimal, ...kept });
    });
  }

  it("tells an older collection that is empty from one that is not declared", () => {
    expect(normalizeInputs({ ...minimal, groupAssignments: [] })).to.have.property(
      "groupAssignments",
    );
    expect(normalizeInputs(minimal)).not.to.have.property("groupAssignments");
  });

  it("leaves inputs that are not known yet as they are", () => {
    const names = ["configurationId", "assignments", "groupAssignments", "mode", "unmanaged"];
    const inputs = Object.fromEntries(names.map((name) => [name, notKnownYet]));
    expect(normalizeInputs(inputs as unknown as AssignmentsInputs)).to.deep.equal(inputs);
  });
});
