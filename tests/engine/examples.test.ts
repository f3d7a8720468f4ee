import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { skipResults } from "../../engine/localStack.ts";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { groupId } from "./liveTargets.ts";
import { openTestTenant, type TestTenant } from "./tenantStack.ts";
import { writeStack } from "./writeStack.ts";

const examplesFolder = join(import.meta.dirname, "..", "..", "examples");

describe("the example", () => {
  let tenant: TestTenant;

  before(async () => {
    tenant = await openTestTenant();
  });
  after(() => tenant.close());

  const up = async (
    example: string,
    stackName: string,
    config: Record<string, string>,
  ): Promise<void> => {
    const stack = await writeStack({
      folder: tenant.folder,
      projectFolder: join(examplesFolder, example),
      projectName: example,
      stackName,
      program: () =>
        import(`../../examples/${example}/index.ts?stack=${stackName}`) as Promise<
          Record<string, unknown>
        >,
      config,
      environment: tenant.environment,
    });
    skipResults(stack);
    await stack.up();
  };

  it("quickstart makes the profile's configuration and assigns it, without those left out", async () => {
    const file = join(tenant.folder.path, "field-service.mobileprovision");
    await writeFile(file, makeProfile());
    await up("quickstart", "dev", {
      "quickstart:profile": file,
      "quickstart:groupIds": JSON.stringify([groupId(1)]),
      "quickstart:excludedGroupIds": JSON.stringify([groupId(2)]),
    });
    const [configuration] = tenant.emulator.tenant.configurations;
    expect(configuration?.displayName).to.equal("Field Service");
    expect(tenant.emulator.tenant.assignmentsOf(configuration?.id ?? "")).to.have.length(2);
  });

  it("two-teams lets two stacks share one configuration", async () => {
    const configurationId = tenant.addConfiguration();
    for (const [team, number] of [
      ["red", 1],
      ["blue", 2],
    ] as const) {
      await up("two-teams", team, {
        "two-teams:configurationId": configurationId,
        "two-teams:groupIds": JSON.stringify([groupId(number)]),
      });
    }
    expect(tenant.emulator.tenant.assignmentsOf(configurationId)).to.have.length(2);
  });
});
