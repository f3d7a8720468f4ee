import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { runCommands } from "./runCommands.ts";
import { groups, groupTarget, testRecipe } from "./recipe.ts";

const dayMs = 24 * 60 * 60 * 1000;

describe("in the cookbook, the recipe", () => {
  const { technicians, contractors, drivers } = groups;
  // The test changes the secret, as an administrator does.
  const application = {
    clientId: "0d0d0d0d-0000-4000-8000-000000000003",
    clientSecret: "the-old-secret",
    roles: ["DeviceManagementApps.ReadWrite.All"],
  };
  testRecipe("Recover from a lost state", async (recipe) => {
    const dev = await recipe.openStack("dev");
    await dev.up();
    await recipe.runCommands(dev);
    recipe.tenant.takeRequests();
    recipe.expectPrinted((await dev.up()).text);
    expect(recipe.tenant.takeRequests()).to.have.members([
      "GET assignments",
      "GET groupAssignments",
    ]);

    recipe.resetLive([technicians, drivers, contractors].map(groupTarget));
    await recipe.runCommands(dev);
    const { outputs } = dev.recorded();
    expect(JSON.stringify(outputs["assignments"]).match(/"unmanaged":true/g)).to.have.length(1);
  });

  testRecipe(
    "Rotate credentials",
    async (recipe) => {
      const dev = await recipe.openStack("dev", {
        environment: { AZURE_CLIENT_SECRET: "" },
        config: { "intune:clientSecret": { value: application.clientSecret, secret: true } },
      });
      await dev.up();
      const newSecret = "the-new-secret";
      await recipe.runCommands(dev, { newSecret });
      application.clientSecret = newSecret;
      const refresh = "pulumi refresh --stack dev --yes";
      const failed = await runCommands(refresh, dev);
      expect(failed.code, failed.output).not.to.equal(0);
      recipe.expectPrinted((await dev.up()).text);
      recipe.expectPrinted(failed.output);
      expect((await runCommands(refresh, dev)).code).to.equal(0);
    },
    { applications: [application] },
  );

  testRecipe("Renew a profile", async (recipe) => {
    const file = join(recipe.tenant.folder.path, "field-service.mobileprovision");
    const writeProfile = (validDays: number, uuid: string): Promise<void> =>
      writeFile(file, makeProfile({ uuid, expires: new Date(Date.now() + validDays * dayMs) }));
    await writeProfile(10, "0b5e1c9a-0000-4000-8000-000000000001");
    const dev = await recipe.openStack("dev");
    dev.program = recipe.takeProgram().replace("profiles/field-service.mobileprovision", file);
    recipe.expectPrinted((await dev.up()).text);
    await writeProfile(365, "0b5e1c9a-0000-4000-8000-000000000002");
    recipe.expectPrinted((await dev.preview()).text);
    const find = (): unknown[] =>
      recipe.tenant.emulator.tenant.configurations
        .filter(({ payload }) => payload !== "")
        .map(({ id }) => [id, recipe.tenant.emulator.tenant.assignmentsOf(id)]);
    const before = find();
    await dev.up();
    expect(before).to.have.length(1);
    expect(find()).to.deep.equal(before);

    await writeProfile(-1, "0b5e1c9a-0000-4000-8000-000000000003");
    expect(await dev.failing(dev.preview())).to.contain("expired");
  });
});
