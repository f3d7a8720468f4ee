import { expect } from "chai";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

describe("after a client secret was rotated", () => {
  const application = {
    clientId: "0d0d0d0d-0000-4000-8000-000000000002",
    clientSecret: "the-former-secret",
    roles: ["DeviceManagementApps.ReadWrite.All"],
  };
  let tenant: TestTenant;
  let ofEnvironment: TestStack;
  let ofConfiguration: TestStack;

  const openStack = (
    stackName: string,
    options: Partial<Parameters<typeof openTestStack>[0]>,
  ): Promise<TestStack> => {
    const configurationId = tenant.addConfiguration();
    const program = () => {
      new IosLobAppProvisioningConfigurationAssignments("set", {
        configurationId,
        assignments: [target.allDevices()],
      });
      return Promise.resolve();
    };
    return openTestStack({ tenant, stackName, program, ...options });
  };

  before(async () => {
    tenant = await openTestTenant({ applications: [application] });
    const secret = { value: application.clientSecret, secret: true } as const;
    ofEnvironment = await openStack("environment", {});
    ofConfiguration = await openStack("configuration", {
      config: { "intune:clientSecret": secret },
      environment: { AZURE_CLIENT_SECRET: "" },
    });
    await ofEnvironment.up();
    await ofConfiguration.up();
    application.clientSecret = "the-present-secret";
    ofEnvironment.stack.workspace.envVars["AZURE_CLIENT_SECRET"] = application.clientSecret;
    await ofConfiguration.stack.setConfig("intune:clientSecret", {
      value: application.clientSecret,
      secret: true,
    });
  });
  after(() => tenant.close());

  it("refresh and destroy take the new one from the environment", async () => {
    expect((await ofEnvironment.refresh()).changes).to.deep.equal({ same: 2 });
    expect((await ofEnvironment.destroy()).changes).to.deep.equal({ delete: 2 });
  });

  it("they fail with the configuration that the state stores, and name it", async () => {
    for (const run of [ofConfiguration.refresh, ofConfiguration.destroy]) {
      const text = await ofConfiguration.failing(run());
      expect(text).to.contain("intune:clientSecret from the stack's configuration");
      expect(text).to.contain("AADSTS7000215");
    }
    expect(ofConfiguration.recorded().outputs["assignments"]).not.to.be.empty;
  });

  it("--run-program reads the configuration anew, and stores it", async () => {
    const refreshed = await ofConfiguration.refresh({ runProgram: true });
    expect(refreshed.changes).to.deep.equal({ same: 2 });
    expect((await ofConfiguration.destroy()).changes).to.deep.equal({ delete: 2 });
  });
});
