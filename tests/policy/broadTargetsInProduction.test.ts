import { expect } from "chai";
import { broadTargetsInProduction } from "pulumi-intune-provisioning-policy";
import { findViolations, redacted, unknownValues, unreadableSets } from "./findViolations.ts";

const configurationId = "5f3c1c2e-8f0e-4d5b-9d60-0d3a1f6a7b11";
const group = { type: "groupAssignmentTarget", groupId: "00000001-93b4-4a0a-8f57-6f1f3f1f4a01" };

/** What each form in which sets were, are or will be recorded looks like. */
const forms: [string, unknown][] = [
  ["a labelled set", { allDevicesAssignmentTarget: { type: "allDevicesAssignmentTarget" } }],
  ["a labelled set whose entries say no type", { allDevicesAssignmentTarget: {} }],
  ["a list", [group, { type: "allLicensedUsersAssignmentTarget" }]],
  [
    "a set that holds one target twice, with two filters",
    { '{"type":"allDevicesAssignmentTarget","filterId":"f","filterType":"include"}': {} },
  ],
];

describe("the policy broad-targets-in-production", () => {
  for (const [form, assignments] of forms) {
    it(`finds all users or all devices in ${form}`, async () => {
      const violations = await findViolations(broadTargetsInProduction, { assignments });
      expect(violations).to.have.length(1);
      expect(violations[0]).to.match(/^assignments has all\w+AssignmentTarget, and the stack prod/);
    });
  }

  const broad = { configurationId, assignments: { allDevicesAssignmentTarget: {} } };

  for (const stack of ["prod", "production", "emea-prod", "prod.eu", "Production", "EMEA-PROD"]) {
    it(`holds in the stack ${stack}`, async () => {
      expect(await findViolations(broadTargetsInProduction, broad, { stack })).not.to.be.empty;
    });
  }

  for (const stack of ["dev", "staging", "preprod", "products", "PreProd"]) {
    it(`does not hold in the stack ${stack}`, async () => {
      expect(await findViolations(broadTargetsInProduction, broad, { stack })).to.be.empty;
    });
  }

  it("takes other names of production stacks", async () => {
    const config = { productionStacks: ["^live$"] };
    const subject = { config, stack: "live" };
    expect(await findViolations(broadTargetsInProduction, broad, subject)).not.to.be.empty;
    expect(await findViolations(broadTargetsInProduction, broad, { config })).to.be.empty;
  });

  for (const config of [
    { allowedResourceNames: ["set"] },
    { allowedConfigurationIds: [configurationId.toUpperCase()] },
  ]) {
    it(`lets pass what ${Object.keys(config).join()} names, and nothing else`, async () => {
      expect(await findViolations(broadTargetsInProduction, broad, { config })).to.be.empty;
      const other = { ...broad, configurationId: "00000000-0000-4000-8000-000000000000" };
      const subject = { config, name: "other" };
      expect(await findViolations(broadTargetsInProduction, other, subject)).not.to.be.empty;
    });
  }

  it("lets groups pass", async () => {
    const assignments = { [`${group.type} ${group.groupId}`]: group };
    expect(await findViolations(broadTargetsInProduction, { assignments })).to.be.empty;
  });

  it("passes over what is not known yet, and sees what is", async () => {
    const [unknownText] = unknownValues;
    for (const unknown of unknownValues) {
      const properties = { configurationId: unknown, assignments: unknown };
      expect(await findViolations(broadTargetsInProduction, properties)).to.be.empty;
    }
    const assignments = {
      "not known yet [0]": { type: "groupAssignmentTarget", groupId: unknownText },
      "not known yet [1]": unknownText,
      "not known yet [2]": { type: unknownText },
      "not known yet [3]": { groupId: unknownText },
      allDevicesAssignmentTarget: {},
    };
    expect(await findViolations(broadTargetsInProduction, { assignments })).to.have.length(1);
  });

  for (const [what, assignments] of unreadableSets) {
    it(`can't judge ${what}, and says so`, async () => {
      const properties = { configurationId, assignments };
      const violations = await findViolations(broadTargetsInProduction, properties);
      expect(violations).to.have.length(1);
      expect(violations[0])
        .to.contain("assignments can't be judged")
        .and.to.contain("pulumi stack export --show-secrets");
      expect(await findViolations(broadTargetsInProduction, properties, { stack: "dev" })).to.be
        .empty;
    });
  }

  it("finds what it can read beside what it can't", async () => {
    const assignments = { allDevicesAssignmentTarget: {}, "secret 0123456789abcdef": redacted };
    const violations = await findViolations(broadTargetsInProduction, { assignments });
    expect(violations).to.have.length(2);
  });

  it("says that an allowance by id needs an id that can be read", async () => {
    const config = { allowedConfigurationIds: [configurationId] };
    const properties = { ...broad, configurationId: redacted };
    const violations = await findViolations(broadTargetsInProduction, properties, { config });
    expect(violations.join("\n")).to.contain("configurationId can't be judged");
    const groups = { configurationId: redacted, assignments: [group] };
    expect(await findViolations(broadTargetsInProduction, groups, { config })).to.be.empty;
  });

  it("lets pass a set that the program only reads", async () => {
    expect(await findViolations(broadTargetsInProduction, { __provider: "exports.handler" })).to.be
      .empty;
  });

  for (const expression of [
    "(?i)prod",
    "\\Aprod\\z",
    "\\Qprod\\E",
    "[[:alpha:]]+",
    "(?P<name>prod)",
    "prod(",
    "\\pL",
  ]) {
    it(`names the option whose expression ${expression} is of another dialect, and holds to the rest`, async () => {
      const config = { productionStacks: [expression, "^(?!dev)live$"] };
      const groups = { configurationId, assignments: [group] };
      const [problem, ...others] = await findViolations(broadTargetsInProduction, groups, {
        config,
        stack: "other",
      });
      expect(others).to.be.empty;
      expect(problem)
        .to.match(/^productionStacks has /)
        .and.to.contain(JSON.stringify(expression))
        .and.to.contain("JavaScript")
        .and.not.to.contain("\n");
      const live = await findViolations(broadTargetsInProduction, broad, { config, stack: "live" });
      expect(live).to.have.length(2);
      expect(live[1]).to.contain("the stack live is production");
    });
  }

  it("looks at assignments only", async () => {
    const subject = { type: "azuread:index/group:Group" };
    expect(await findViolations(broadTargetsInProduction, broad, subject)).to.be.empty;
  });
});
