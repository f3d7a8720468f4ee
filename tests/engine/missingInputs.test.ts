import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import {
  IosLobAppProvisioningConfiguration,
  IosLobAppProvisioningConfigurationAssignments,
  ProvisionedApp,
  target,
} from "pulumi-intune-provisioning";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { groupId } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

describe("an input that has no value, as of a missing variable, on a resource that is there", () => {
  let tenant: TestTenant;
  let stack: TestStack;
  let declare: () => void;
  let missing: object;
  let opts: pulumi.CustomResourceOptions;

  const declareConfiguration = (): void => {
    const args = { displayName: "Profile", payload, payloadFileName, ...missing };
    new IosLobAppProvisioningConfiguration("profile", args, opts);
  };
  const declareApp = (): void => {
    const args = { payload, payloadFileName, assignments: [target.group(groupId(1))], ...missing };
    new ProvisionedApp("app", args);
  };
  const declareSet = (): void => {
    const args = { configurationId, assignments: [target.group(groupId(1))], ...missing };
    new IosLobAppProvisioningConfigurationAssignments("set", args);
  };
  const payload = Buffer.from(makeProfile()).toString("base64");
  const payloadFileName = "field.mobileprovision";
  let configurationId: string;

  before(async () => {
    tenant = await openTestTenant();
    configurationId = tenant.addConfiguration();
    [missing, opts] = [{}, {}];
    stack = await openTestStack({
      tenant,
      program: () => {
        declare();
        return Promise.resolve();
      },
    });
    declare = () => {
      for (const each of [declareConfiguration, declareApp, declareSet]) each();
    };
    await stack.up();
  });
  after(() => tenant.close());

  const noPayload =
    /has a problem: payload is required: .*undefined or null.*ignoreChanges: \["payload"\]/;
  const noEntries = /property assignments value .*is required: a list; an empty one clears the set/;
  const cases: [what: string, declare: () => void, missing: object, problem: RegExp][] = [
    [
      "payload an output of undefined",
      declareConfiguration,
      { payload: pulumi.output(undefined) },
      noPayload,
    ],
    [
      "payload undefined, and no payloadFileName",
      declareConfiguration,
      { payload: undefined, payloadFileName: undefined },
      noPayload,
    ],
    ["an app's payload", declareApp, { payload: undefined }, noPayload],
    ["assignments null", declareSet, { assignments: null }, noEntries],
  ];
  for (const [what, declareOne, given, problem] of cases) {
    it(`is refused: ${what}`, async () => {
      [declare, missing, opts] = [declareOne, given, {}];
      const text = await stack.failing(stack.preview());
      expect(text).to.match(problem);
      expect(text).not.to.contain("property payloadFileName");
    });
  }

  it("is no problem where the program ignores changes of it, as the problem says", async () => {
    declare = () => {
      declareConfiguration();
      missing = {};
      declareApp();
      declareSet();
    };
    missing = { payload: undefined, payloadFileName: undefined };
    opts = { ignoreChanges: ["payload", "payloadFileName"] };
    expect((await stack.preview()).changes).to.deep.equal({ same: 6 });
  });
});
