import { expect } from "chai";
import { exclusionNeedsInclusion } from "pulumi-intune-provisioning-policy";
import { findViolations, redacted, unknownValues, unreadableSets } from "./findViolations.ts";

const excluded = "exclusionGroupAssignmentTarget 00000001-93b4-4a0a-8f57-6f1f3f1f4a01";
const included = "groupAssignmentTarget 00000002-93b4-4a0a-8f57-6f1f3f1f4a01";
const onlyExcluded = { assignments: { [excluded]: {} } };

describe("the policy exclusion-needs-inclusion", () => {
  it("finds a set that only leaves groups out", async () => {
    const violations = await findViolations(exclusionNeedsInclusion, onlyExcluded);
    expect(violations).to.have.length(1);
    expect(violations[0]).to.contain("includes nobody");
  });

  const passing: [string, Record<string, unknown>][] = [
    ["an inclusion", { assignments: { [excluded]: {}, [included]: {} } }],
    ["all users", { assignments: { [excluded]: {}, allLicensedUsersAssignmentTarget: {} } }],
    ["nothing at all", { assignments: {} }],
    ["a group in the older collection", { ...onlyExcluded, groupAssignments: { a: {} } }],
    [
      "an entry that is not known yet",
      { assignments: { [excluded]: {}, "not known yet [1]": unknownValues[0] } },
    ],
    [
      "an older collection that is not known yet",
      { ...onlyExcluded, groupAssignments: unknownValues[1] },
    ],
    ["a mode that is not known yet", { ...onlyExcluded, mode: unknownValues[0] }],
  ];
  for (const [what, properties] of passing) {
    it(`lets pass ${what}`, async () => {
      expect(await findViolations(exclusionNeedsInclusion, properties)).to.be.empty;
    });
  }

  for (const [what, assignments] of unreadableSets) {
    it(`can't judge ${what}, and says so`, async () => {
      const properties = { mode: "authoritative", assignments };
      const violations = await findViolations(exclusionNeedsInclusion, properties);
      expect(violations).to.have.length(1);
      expect(violations[0]).to.contain("assignments can't be judged");
      const additive = { ...properties, mode: "additive" };
      expect(await findViolations(exclusionNeedsInclusion, additive)).to.be.empty;
    });
  }

  const unreadable: [string, Record<string, unknown>][] = [
    ["mode", { ...onlyExcluded, mode: redacted }],
    ["groupAssignments", { ...onlyExcluded, groupAssignments: redacted }],
    [
      "assignments",
      { assignments: { [excluded]: {}, "secret 0123456789abcdef": redacted }, mode: redacted },
    ],
  ];
  for (const [name, properties] of unreadable) {
    it(`can't judge exclusions beside a redacted ${name}, and says so`, async () => {
      const violations = await findViolations(exclusionNeedsInclusion, properties);
      expect(violations).to.have.length(1);
      expect(violations[0]).to.contain(`${name} can't be judged`);
    });
  }

  it("needs neither the mode nor the rest where somebody is included", async () => {
    const assignments = { [included]: {}, "secret 0123456789abcdef": redacted };
    const properties = { assignments, mode: redacted, groupAssignments: redacted };
    expect(await findViolations(exclusionNeedsInclusion, properties)).to.be.empty;
  });

  it("looks at additive sets only on request", async () => {
    const additive = { ...onlyExcluded, mode: "additive" };
    expect(await findViolations(exclusionNeedsInclusion, additive)).to.be.empty;
    const config = { additiveSets: true };
    expect(await findViolations(exclusionNeedsInclusion, additive, { config })).to.have.length(1);
  });
});
