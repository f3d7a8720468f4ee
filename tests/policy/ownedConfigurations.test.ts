import { expect } from "chai";
import { ownedConfigurations } from "pulumi-intune-provisioning-policy";
import {
  assignmentsType,
  configurationType,
  findMessages,
  findOffenders,
  redacted,
  stackResource,
  unknownValues,
} from "./findViolations.ts";

const configurationId = "5f3c1c2e-8f0e-4d5b-9d60-0d3a1f6a7b11";
const configuration = stackResource(configurationType, "profile", {});
const otherStack = stackResource("pulumi:pulumi:StackReference", "apps", {});

const set = (
  properties: Record<string, unknown>,
  source?: typeof configuration,
): typeof configuration =>
  stackResource(
    assignmentsType,
    "set",
    { configurationId, ...properties },
    source ? { configurationId: [source] } : {},
  );

describe("the policy owned-configurations", () => {
  const passing: [string, Record<string, unknown>, typeof configuration?][] = [
    ["a set on a configuration of the same stack", { mode: "authoritative" }, configuration],
    ["an additive set", { mode: "additive" }],
    ["a mode that is not known yet", { mode: unknownValues[0] }],
  ];
  for (const [what, properties, source] of passing) {
    it(`lets pass ${what}`, async () => {
      expect(await findOffenders(ownedConfigurations, [configuration, set(properties, source)])).to
        .be.empty;
    });
  }

  const offending: [string, Record<string, unknown>, typeof configuration?][] = [
    ["a literal id", { mode: "authoritative" }],
    ["a literal id where the mode is the default", {}],
    ["an id of another stack", {}, otherStack],
    ["a literal id where the mode is redacted", { mode: redacted }],
    ["a literal id that is redacted", { configurationId: redacted }],
    [
      "an id of another stack that is not known yet",
      { configurationId: unknownValues[0] },
      otherStack,
    ],
  ];
  for (const [what, properties, source] of offending) {
    it(`finds an authoritative set on ${what}`, async () => {
      const resources = [configuration, otherStack, set(properties, source)];
      expect(await findOffenders(ownedConfigurations, resources)).to.deep.equal(["set"]);
    });
  }

  it("says that a list of owned ids needs ids that can be read", async () => {
    const config = { ownedConfigurationIds: [configurationId] };
    const unread = set({ configurationId: redacted });
    const [message] = await findMessages(ownedConfigurations, [unread], config);
    expect(message).to.contain("configurationId can't be judged");
    const [mode] = await findMessages(ownedConfigurations, [set({ mode: redacted })]);
    expect(mode).to.contain("mode can't be judged");
  });

  it("lets pass a configuration that is listed, in either case", async () => {
    const config = { ownedConfigurationIds: [configurationId.toUpperCase()] };
    expect(await findOffenders(ownedConfigurations, [set({})], config)).to.be.empty;
  });
});
