import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
import { groupId } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestTenant } from "./tenantStack.ts";

describe("what is left behind by a run", () => {
  const clientSecret = "canary-of-the-client-secret";
  let tenant: TestTenant;

  before(async () => {
    tenant = await openTestTenant({
      applications: [
        {
          clientId: "0d0d0d0d-0000-4000-8000-000000000002",
          clientSecret,
          roles: ["DeviceManagementApps.ReadWrite.All"],
        },
      ],
    });
  });
  after(() => tenant.close());

  it("holds neither the secret nor a token, where the secret is in the stack's configuration", async () => {
    const configurationId = tenant.addConfiguration();
    const stack = await openTestStack({
      tenant,
      environment: { AZURE_CLIENT_SECRET: "" },
      config: { "intune:clientSecret": { value: clientSecret, secret: true } },
      program: () => {
        new IosLobAppProvisioningConfigurationAssignments("set", {
          configurationId,
          assignments: [target.allDevices()],
        });
        return Promise.resolve();
      },
    });
    const texts = [(await stack.up()).text, (await stack.refresh()).text];
    const files = await readTexts(
      join(tenant.folder.path, "backend"),
      join(tenant.folder.path, "quickstart"),
    );
    expect(files).not.to.be.empty;
    for (const text of [...texts, ...files]) {
      expect(text).not.to.contain(clientSecret);
      expect(text).not.to.match(/eyJ[A-Za-z0-9_-]{10}/);
    }
    const { outputs } = await stack.recorded();
    expect(String(outputs["__provider"]).length).to.be.below(100);
  });

  it("keeps a secret group secret", async () => {
    const configurationId = tenant.addConfiguration();
    const stack = await openTestStack({
      tenant,
      stackName: "secret-group",
      program: () => {
        const { assignments } = new IosLobAppProvisioningConfigurationAssignments("set", {
          configurationId,
          assignments: [target.group(pulumi.secret(groupId(77)))],
        });
        return Promise.resolve({ assignments });
      },
    });
    expect((await stack.up()).outputs["assignments"]?.secret).to.equal(true);
    for (const text of await readTexts(join(tenant.folder.path, "backend"))) {
      expect(text).not.to.contain(groupId(77));
    }
  });
});

async function readTexts(...folders: string[]): Promise<string[]> {
  const texts = folders.map(async (folder) => {
    const files = await readdir(folder, { recursive: true, withFileTypes: true });
    return Promise.all(
      files
        .filter((file) => file.isFile())
        .map((file) => readFile(join(file.parentPath, file.name), "utf8")),
    );
  });
  return (await Promise.all(texts)).flat();
}
