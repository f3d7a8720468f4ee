import { join } from "node:path";
import { expect } from "chai";
import { createLocalStack } from "../../engine/localStack.ts";
import { groupId } from "./liveTargets.ts";
import { openTestTenant, type TestTenant } from "./tenantStack.ts";

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
    const stack = await createLocalStack({
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
    await stack.up();
  };

  it("quickstart assigns the declared groups, without those left out", async () => {
    const configurationId = tenant.addConfiguration();
    await up("quickstart", "dev", {
      "quickstart:configurationId": configurationId,
      "quickstart:groupIds": JSON.stringify([groupId(1)]),
      "quickstart:excludedGroupIds": JSON.stringify([groupId(2)]),
    });
    expect(tenant.emulator.tenant.assignmentsOf(configurationId)).to.have.length(2);
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
