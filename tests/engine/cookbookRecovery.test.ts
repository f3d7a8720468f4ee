import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { killAll } from "../processes.ts";
import { findEngine } from "./engineProcess.ts";
import { openProgramStack } from "./programStack.ts";
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
    const state = join(recipe.tenant.folder.path, "backend", ".pulumi", "stacks", "quickstart");
    for (const file of ["dev.json.attrs", "dev.json"]) {
      await writeFile(join(state, file), "");
      recipe.expectPrinted(await dev.failing(dev.up()));
      await recipe.runCommands(dev, { state });
      expect((await dev.up()).changes).to.deep.equal({ same: 2 });
    }

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

  testRecipe("Recover from a killed run", async (recipe) => {
    const { folder, emulator } = recipe.tenant;
    const file = join(folder.path, "field-service.mobileprovision");
    await writeFile(file, makeProfile({ expires: new Date(Date.now() + 300 * dayMs) }));
    const { stack, environment, write, run } = await openProgramStack(recipe.tenant);
    const variables = { ...environment, PULUMI_SKIP_CHECKPOINTS: "true" };
    await write(
      `new intune.ProvisionedApp("field-service", {
         displayName: "Field Service",
         payload: ${JSON.stringify(file)},
         assignments: [intune.target.group("${technicians}")],
       });`,
    );
    emulator.script({
      method: "POST",
      path: /iosLobAppProvisioningConfigurations$/,
      after: "afterEffect",
      run: () => {
        killAll(findEngine("production")?.allIds ?? []);
      },
    });
    const up = "pulumi up --stack production --yes --skip-preview";
    expect((await runCommands(up, stack, variables)).code).not.to.equal(0);
    await recipe.runCommands(stack, variables);
    recipe.expectPrinted((await runCommands(up, stack, variables)).output);
    recipe.expectPrinted(await recipe.runCommands(stack, variables));
    await recipe.runCommands(stack, variables);
    const { code, output } = await run("preview", "--expect-no-changes");
    expect(code, output).to.equal(0);
    // The one of the cookbook's other recipes, and this.
    expect(emulator.tenant.configurations).to.have.length(2);
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
