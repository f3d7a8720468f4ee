import { expect } from "chai";
import type { PulumiFn } from "@pulumi/pulumi/automation/index.js";
import {
  getDeviceStatusesOutput,
  getGroup,
  getGroupOutput,
  getIosLobAppProvisioningConfiguration,
  IosLobAppProvisioningConfigurationAssignments,
  target,
} from "pulumi-intune-provisioning";
import { DoNothing } from "../../engine/doNothingResource.ts";
import { trustAuthority, trustNoEmulator } from "../emulator/trust.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

describe("look-ups on the engine", () => {
  const environment = { ...process.env };
  let tenant: TestTenant;
  let stack: TestStack;
  let program: PulumiFn;
  let configurationId: string;
  let pilotsId: string;
  let crewId: string;

  before(async () => {
    tenant = await openTestTenant();
    configurationId = tenant.addConfiguration();
    pilotsId = tenant.emulator.tenant.addGroup({ displayName: "O'Brien's pilots" }).id;
    crewId = tenant.emulator.tenant.addGroup({ displayName: "Field crew" }).id;
    // The program runs in this process, as it does in the language host's.
    trustAuthority(tenant.emulator.caCertificatePem);
    Object.assign(process.env, tenant.environment, { AZURE_CLIENT_SECRET: "" });
    const clientSecret = tenant.environment["AZURE_CLIENT_SECRET"] ?? "";
    stack = await openTestStack({
      tenant,
      environment: { AZURE_CLIENT_SECRET: "" },
      config: { "intune:clientSecret": { value: clientSecret, secret: true } },
      program: () => program(),
    });
  });
  after(async () => {
    for (const name of Object.keys(tenant.environment)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, environment);
    trustNoEmulator();
    await tenant.close();
  });

  it("let a program assign by names, in preview as in up; those of unknown arguments wait for the up", async () => {
    program = async () => {
      const { id } = await getIosLobAppProvisioningConfiguration({ displayName: "Field Service" });
      const late = new DoNothing("late", "value").id;
      const crew = getGroupOutput({ displayName: late.apply(() => "field CREW") });
      const statuses = getDeviceStatusesOutput({ configurationId: late.apply(() => id) });
      new IosLobAppProvisioningConfigurationAssignments("set", {
        configurationId: id,
        assignments: [
          target.group((await getGroup({ displayName: "O'Brien's pilots" })).id),
          target.exclusionGroup(crew.id),
        ],
      });
      return { deviceCount: statuses.deviceCount };
    };
    const { changes, text } = await stack.preview();
    expect(changes).to.deep.equal({ create: 3 });
    expect(text).to.contain(pilotsId).and.not.contain(crewId);
    expect(tenant.takeRequests()).to.deep.equal([
      "GET iosLobAppProvisioningConfigurations",
      "GET groups",
    ]);
    await stack.up();
    expect(stack.outputs()).to.include({ deviceCount: 0 });
    const groupIds = tenant.emulator.tenant
      .assignmentsOf(configurationId)
      .map(({ groupId }) => groupId);
    expect(groupIds).to.have.members([pilotsId, crewId]);
  });

  const failures: [what: string, program: PulumiFn, message: string][] = [
    [
      "of a promise",
      async () => {
        await getGroup({ displayName: "Nobody" });
      },
      'error: Cannot get the group named "Nobody": the directory has none.',
    ],
    [
      "of outputs",
      () => {
        for (const name of ["one", "two"]) new DoNothing(name, getGroupOutput({ id: "Pilots" }).id);
        return Promise.resolve();
      },
      'error: Cannot call getGroup:\n  - id must be a GUID; it is "Pilots"',
    ],
  ];
  for (const [what, failingProgram, message] of failures) {
    it(`tell a failure ${what} with its message and without a stack`, async () => {
      program = failingProgram;
      const text = await stack.failing(stack.preview());
      expect(text).to.contain(message);
      expect(text).not.to.match(/^\s+at .*:\d+/m);
      expect(text).not.to.contain("Unhandled exception");
    });
  }

  it("tell what is wrong with the settings once, though several look-ups fail of it", async () => {
    process.env["AZURE_TENANT_ID"] = "";
    program = () => {
      for (const displayName of ["one", "two"])
        new DoNothing(displayName, getGroupOutput({ displayName }).id);
      return Promise.resolve();
    };
    const text = await stack.failing(stack.preview());
    expect(text.match(/^error: Signing in .* also needs intune:tenantId/gm)).to.have.length(1);
    expect(text).not.to.match(/^\s+at .*:\d+/m);
  });
});
