import { expect } from "chai";
import { configurationManagerTargets } from "pulumi-intune-provisioning-policy";
import { findViolations, unreadableSets } from "./findViolations.ts";

const collection = { "configurationManagerCollectionAssignmentTarget SMS00001": {} };

describe("the policy configuration-manager-targets", () => {
  it("finds a collection of Configuration Manager", async () => {
    const violations = await findViolations(configurationManagerTargets, {
      assignments: collection,
    });
    expect(violations).to.have.length(1);
  });

  for (const [what, assignments] of unreadableSets) {
    it(`can't judge ${what}, and says so`, async () => {
      const properties = { mode: "additive", assignments };
      const violations = await findViolations(configurationManagerTargets, properties);
      expect(violations).to.have.length(1);
      expect(violations[0]).to.contain("assignments can't be judged");
    });
  }

  it("lets pass what is allowed by name, and every other target", async () => {
    const config = { allowedResourceNames: ["set"] };
    const properties = { assignments: collection };
    expect(await findViolations(configurationManagerTargets, properties, { config })).to.be.empty;
    const assignments = { allDevicesAssignmentTarget: {} };
    expect(await findViolations(configurationManagerTargets, { assignments })).to.be.empty;
  });
});
