import { expect } from "chai";
import {
  IosLobAppProvisioningConfigurationAssignments,
  ProvisionedApp,
  target,
  type AssignmentArgs,
  type Mode,
} from "pulumi-intune-provisioning";
import { DoNothing } from "../../engine/doNothingResource.ts";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { groupId } from "./liveTargets.ts";
import { holdToPolicies } from "./policyPack.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

describe("the policy pack on the engine", () => {
  let tenant: TestTenant;
  let stack: TestStack;
  let configurationId: string;
  let assignments: AssignmentArgs[];
  let mode: Mode;

  before(async () => {
    tenant = await openTestTenant();
    configurationId = tenant.addConfiguration();
    stack = await openTestStack({
      tenant,
      stackName: "prod",
      program: () => {
        new IosLobAppProvisioningConfigurationAssignments("set", {
          configurationId,
          assignments,
          mode,
        });
        return Promise.resolve();
      },
    });
  });
  after(() => tenant.close());
  beforeEach(() => {
    assignments = [target.allDevices()];
    mode = "additive";
  });

  it("stops an update to all devices in production before anything is sent", async () => {
    const text = await stack.failing(stack.up(await holdToPolicies(tenant)));
    expect(text).to.contain("[mandatory]  broad-targets-in-production");
    expect(text).to.contain("assignments has allDevicesAssignmentTarget, and the stack prod is");
    expect(tenant.takeRequests()).to.be.empty;
  });

  it("stops a set that only leaves groups out, or names a collection of Configuration Manager", async () => {
    mode = "authoritative";
    assignments = [target.exclusionGroup(groupId(1))];
    const text = await stack.failing(stack.preview(await holdToPolicies(tenant)));
    expect(text).to.contain("[mandatory]  exclusion-needs-inclusion");
    assignments = [target.configurationManagerCollection("SMS00001")];
    const other = await stack.failing(stack.preview(await holdToPolicies(tenant)));
    expect(other).to.contain("[mandatory]  configuration-manager-targets");
  });

  it("lets it through under an allowance, and advises to own what is authoritative", async () => {
    mode = "authoritative";
    const allowance = {
      "broad-targets-in-production": { allowedConfigurationIds: [configurationId] },
    };
    const { text } = await stack.up(await holdToPolicies(tenant, allowance));
    expect(text).to.contain("[advisory]  owned-configurations");
    expect(text).not.to.contain("broad-targets-in-production");
    expect(tenant.emulator.tenant.assignmentsOf(configurationId)).to.have.length(1);
  });

  it("takes other levels from its configuration, and refuses an option of the wrong type", async () => {
    // The engine itself would refuse a lookahead where the schema asked for Go's expressions.
    const options = { enforcementLevel: "advisory", productionStacks: ["^(?!dev)prod$"] };
    const advisory = { "broad-targets-in-production": options };
    const { text } = await stack.preview(await holdToPolicies(tenant, advisory));
    expect(text).to.contain("[advisory]  broad-targets-in-production");
    const wrong = { "broad-targets-in-production": { productionStacks: "prod" } };
    const refusal = await stack.failing(stack.preview(await holdToPolicies(tenant, wrong)));
    expect(refusal).to.contain("productionStacks");
  });

  it("passes over what a preview doesn't know, and sees what it does", async () => {
    const late = await openTestStack({
      tenant,
      stackName: "late-prod",
      program: () => {
        // The id of a resource is what a preview of its creation doesn't know.
        const unknown = new DoNothing("late", "").id.apply(() => groupId(1));
        new IosLobAppProvisioningConfigurationAssignments("groups", {
          configurationId: unknown,
          assignments: [target.group(unknown), target.exclusionGroup(groupId(2))],
          mode: "additive",
        });
        new IosLobAppProvisioningConfigurationAssignments("devices", {
          configurationId: unknown,
          assignments: [target.group(unknown), target.allDevices()],
          mode: "additive",
        });
        return Promise.resolve();
      },
    });
    const text = await late.failing(late.preview(await holdToPolicies(tenant)));
    expect(text).to.match(/broad-targets-in-production {2}\(\S+: devices\)/);
    expect(text).not.to.match(/\(\S+: groups\)/);
    expect(text).not.to.contain("can't run");
  });

  it("finds a profile that is about to expire, and lets its own stack be authoritative", async () => {
    const inTenDays = new Date(Date.now() + 10 * 24 * 60 * 60 * 1000);
    const payload = Buffer.from(makeProfile({ expires: inTenDays })).toString("base64");
    const app = await openTestStack({
      tenant,
      stackName: "app",
      program: () => {
        new ProvisionedApp("Field Service", {
          payload,
          payloadFileName: "field-service.mobileprovision",
          assignments: [target.group(groupId(1))],
        });
        return Promise.resolve();
      },
    });
    const { text } = await app.preview(await holdToPolicies(tenant));
    expect(text).to.contain("[advisory]  profile-expiry").and.to.contain("(days left: 9)");
    expect(text).not.to.contain("owned-configurations");
    const strict = { "profile-expiry": { enforcementLevel: "mandatory", days: 9 } };
    expect((await app.up(await holdToPolicies(tenant, strict))).text).not.to.match(
      /profile-expiry/,
    );
  });
});
