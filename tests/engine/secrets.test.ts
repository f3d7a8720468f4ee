import { readFile, readdir } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { IosLobAppProvisioningConfigurationAssignments, target } from "pulumi-intune-provisioning";
import { groupId } from "./liveTargets.ts";
import { openTestStack, openTestTenant, type TestTenant } from "./tenantStack.ts";

describe("an input that is secret", () => {
  let tenant: TestTenant;

  before(async () => {
    tenant = await openTestTenant();
  });
  after(() => tenant.close());

  it("stays secret in the state and in the outputs", async () => {
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
    await stack.up();
    expect((await stack.outputs())["assignments"]?.secret).to.equal(true);
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
