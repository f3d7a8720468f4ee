// @ts-nocheck
import { expect } from "chai";
import fc from "fast-check";
import {
  normalizeInputs,
  type AssignmentsInputs,
} from "../../provider/dist/domain/assignmentsInputs.js";
import { findInputProblems } from "../../provider/dist/domain/findInputProblems.js";
import { guid, notKnownYet, validInputs } from "./arbitraries.ts";
import { wildInputs, withOneNotKnown } from "./wildInputs.ts";

type RawInputs = Readonly<Record<string, unknown>>;

const valid: RawInputs = { configurationId: guid(0), assignments: [] };

/** What is wrong when some inputs of valid ones are replaced, as "path reason". */
function problemsWith(replaced: RawInputs): string[] {
  return findInputProblems({ ...valid, ...replaced }).map(
    ({ path, reason }) => `${path} ${reason}`,
  );
}

describe("findInputProblems", () => {
  const passing: [what: string, replaced: RawInputs][] = [
    ["a set that is declared empty", {}],
    ["GUIDs in upper case", { configurationId: guid(0).toUpperCase() }],
    ["absent choices", { mode: undefined, unmanaged: null, groupAssignments: null }],
    ["either mode", { mode: "additive" }],
    ["the default mode beside unmanaged", { mode: "authoritative", unmanaged: "remove" }],
    ["additive beside refuse", { mode: "additive", unmanaged: "refuse" }],
  ];
  for (const [what, replaced] of passing) {
    it(`lets pass ${what}`, () => {
      expect(problemsWith(replaced)).to.deep.equal([]);
    });
  }

  const refused: [what: string, replaced: RawInputs, problem: RegExp][] = [
    ["a missing configurationId", { configurationId: undefined }, /^configurationId is required/],
    ["an id with braces", { configurationId: `{${guid(0)}}` }, /^configurationId must .* GUID/],
    ["an id too long", { configurationId: `${guid(0)}0` }, /^configurationId must .* GUID/],
    ["an empty id", { configurationId: "" }, /^configurationId must .* GUID; it is ""/],
    ["an input of another name", { groups: [] }, /^groups is no input .* has configurationId, /],
    ["missing assignments", { assignments: undefined }, /^assignments is required: .* empty/],
    ["a mode of another name", { mode: "strict" }, /^mode must be .* it is "strict"/],
    ["a wrong unmanaged", { unmanaged: "keep" }, /^unmanaged must be refuse or remove; it is/],
    [
      "additive beside remove",
      { mode: "additive", unmanaged: "remove" },
      /^unmanaged contradicts mode "additive"/,
    ],
  ];
  for (const [what, replaced, problem] of refused) {
    it(`refuses ${what}`, () => {
      const problems = problemsWith(replaced);
      expect(problems).to.have.lengthOf(1);
      expect(problems[0]).to.match(problem);
    });
  }

  const wrongTypes: [name: string, wrong: unknown[]][] = [
    ["configurationId", [null, 5, true, "text", [], {}, [guid(0)]]],
    ["assignments", [null, 5, true, "text", {}]],
    ["groupAssignments", [5, true, "text", {}]],
    ["mode", [5, true, "text", [], {}, ["additive"]]],
    ["unmanaged", [5, true, "text", [], {}, ["remove"]]],
  ];
  for (const [name, wrong] of wrongTypes) {
    it(`refuses wrong types of ${name}, under its name`, () => {
      const paths = wrong.map((value) =>
        findInputProblems({ ...valid, [name]: value }).map(({ path }) => path),
      );
      expect(paths).to.deep.equal(wrong.map(() => [name]));
    });
  }

  it("names every problem at once, each under its path", () => {
    const paths = findInputProblems({
      configurationId: 5,
      assignments: [{ type: "groupAssignmentTarget" }, { type: "nobody" }],
      groupAssignments: [{ targetGroupId: guid(1), note: "old" }, { targetGroupId: guid(1) }],
      mode: "strict",
      extra: true,
    }).map(({ path }) => path);
    expect(paths).to.have.members([
      "configurationId",
      "assignments[0].groupId",
      "assignments[1].type",
      "groupAssignments[0].note",
      "groupAssignments[1].targetGroupId",
      "mode",
      "extra",
    ]);
  });

  it("finds nothing wrong with inputs made to be right", () => {
    fc.assert(
      fc.property(validInputs, (inputs) => {
        expect(findInputProblems({ ...inputs })).to.deep.equal([]);
      }),
    );
  });

  it("lets a value that is not known yet pass in every position", () => {
    fc.assert(
      fc.property(validInputs, (inputs) => {
        for (const variant of withOneNotKnown(inputs).slice(1)) {
          expect(findInputProblems(variant as RawInputs)).to.deep.equal([]);
        }
      }),
    );
  });

  it("sees no contradiction while one side is not known yet", () => {
    expect(problemsWith({ mode: notKnownYet, unmanaged: "remove" })).to.deep.equal([]);
    expect(problemsWith({ mode: "additive", unmanaged: notKnownYet })).to.deep.equal([]);
  });

  it("never throws, and gives every problem a path and a reason", () => {
    fc.assert(
      fc.property(wildInputs, (inputs) => {
        for (const { path, reason } of findInputProblems(inputs)) {
          expect(path).to.be.a("string");
          expect(reason).to.match(/\w/);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("lets nothing pass that can't be normalized, or doesn't pass again once it is", () => {
    fc.assert(
      fc.property(wildInputs, (inputs) => {
        fc.pre(findInputProblems(inputs).length === 0);
        const normalized = normalizeInputs(inputs as unknown as AssignmentsInputs);
        expect(findInputProblems({ ...normalized })).to.deep.equal([]);
      }),
    );
  });
});
