import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import { expect } from "chai";
import * as dynamic from "pulumi-intune-provisioning";
import * as native from "pulumi-intune-provisioning/native";
import { readProfile } from "../../provider/dist/profile/readProfile.js";
import { groupId, liveGroup } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";
import { profileInBase64 } from "../handlers/stackedConfiguration.ts";

const { target } = native;

describe("the native plugin on the engine", () => {
  let tenant: TestTenant;
  let stack: TestStack;
  let program: () => void;

  before(async () => {
    tenant = await openTestTenant();
    const run: PulumiFn = () => {
      program();
      return Promise.resolve();
    };
    stack = await openTestStack({ tenant, program: run });
  });
  after(() => tenant.close());
  beforeEach(() => void tenant.takeRequests());

  const takeWrites = (): string[] =>
    tenant.takeRequests().filter((request) => !request.startsWith("GET"));
  const groups = (...numbers: number[]) => numbers.map((number) => target.group(groupId(number)));

  it("takes a set over from the dynamic provider and gives it back, each by one update without a write", async () => {
    const configurationId = tenant.addConfiguration();
    let options = {};
    let setOf: typeof native | typeof dynamic = dynamic;
    program = () => {
      const args = { configurationId, assignments: groups(1, 2) };
      new setOf.IosLobAppProvisioningConfigurationAssignments("set", args, options);
    };
    await stack.up();
    expect(takeWrites()).to.deep.equal(["POST assign"]);
    setOf = native;
    expect((await stack.up()).changes).to.deep.equal({ update: 1, same: 1 });
    await stack.preview({ expectNoChanges: true });
    expect(JSON.stringify(stack.resources())).not.to.contain("__provider");
    setOf = dynamic;
    options = { aliases: [{ type: stack.recorded().type }] };
    expect((await stack.up()).changes).to.deep.equal({ update: 1, same: 1 });
    await stack.preview({ expectNoChanges: true });
    expect(takeWrites()).to.deep.equal([]);
    expect(stack.recorded()).to.deep.include({ id: configurationId });
    await stack.destroy();
    expect(tenant.liveGroupIds(configurationId)).to.deep.equal([]);
  });

  it("imports a set and a configuration without a write, and the next preview shows no change", async () => {
    const payload = profileInBase64();
    const read = readProfile(Buffer.from(payload, "base64"));
    const { id } = tenant.emulator.tenant.addConfiguration({
      displayName: "Imported",
      payload,
      payloadFileName: "f.mobileprovision",
      expirationDateTime: "profile" in read ? read.profile.expirationDateTime : null,
    });
    tenant.emulator.tenant.setAssignments(id, [liveGroup(1)]);
    let options: object = { import: id };
    program = () => {
      const configuration = new native.IosLobAppProvisioningConfiguration(
        "configuration",
        { displayName: "Imported", payload, payloadFileName: "f.mobileprovision" },
        options,
      );
      new native.IosLobAppProvisioningConfigurationAssignments(
        "set",
        { configurationId: id, assignments: groups(1) },
        { ...options, dependsOn: configuration },
      );
    };
    expect((await stack.up()).changes).to.deep.include({ import: 2 });
    expect(takeWrites()).to.deep.equal([]);
    // Not where a class of the package calls another.
    expect(stack.recorded().sourcePosition).to.match(/native\.test\.ts#/);
    options = {};
    await stack.preview({ expectNoChanges: true });
  });
});
