import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { configurationId, emptyProgram, groups, groupTarget, testRecipe } from "./recipe.ts";

const allDevices = "#microsoft.graph.allDevicesAssignmentTarget";

describe("in the cookbook, the recipe", () => {
  const { technicians, contractors, drivers } = groups;
  const noWrite = ["GET assignments", "GET groupAssignments"];
  testRecipe("Take over from the portal", async (recipe) => {
    const byHand = [groupTarget(technicians), groupTarget(drivers), { "@odata.type": allDevices }];
    recipe.resetLive(byHand);
    const dev = await recipe.openStack("dev");
    dev.program = recipe.takeProgram();
    recipe.expectPrinted(await dev.failing(dev.up()));
    expect(recipe.tenant.takeRequests()).to.have.members(noWrite);
    await recipe.runCommands(dev);
    recipe.expectPrinted((await dev.preview()).text);
    expect(recipe.live()).to.have.length(3);
    await dev.up();
    expect(recipe.live()).to.deep.equal([technicians]);

    recipe.resetLive(byHand);
    const adopting = await recipe.openStack("adopting");
    adopting.program = recipe.takeProgram();
    await adopting.up();
    expect(recipe.tenant.takeRequests()).to.have.members(noWrite);
    expect(JSON.stringify(adopting.recorded().outputs)).not.to.contain("unmanaged");
  });

  testRecipe("Take over a profile", async (recipe) => {
    const file = join(recipe.tenant.folder.path, "field-service.mobileprovision");
    const content = makeProfile({ expires: new Date("2099-12-31T00:00:00Z") });
    await writeFile(file, content);
    recipe.resetLive([groupTarget(technicians)]);
    recipe.tenant.emulator.tenant.updateConfiguration(configurationId, {
      payload: Buffer.from(content).toString("base64"),
      payloadFileName: "field-service.mobileprovision",
      expirationDateTime: "2099-12-31T00:00:00Z",
    });
    const dev = await recipe.openStack("dev");
    dev.program = recipe.takeProgram().replace("profiles/field-service.mobileprovision", file);
    recipe.expectPrinted(await dev.failing(dev.up()));
    await recipe.runCommands(dev);
    recipe.expectPrinted((await dev.preview()).text);
    await dev.up();
    const writes = recipe.tenant.takeRequests().filter((line) => !line.startsWith("GET "));
    expect(writes).to.deep.equal([`PATCH ${configurationId}`]);
    expect(recipe.live()).to.deep.equal([technicians]);
  });

  testRecipe("Move a set to another stack", async (recipe) => {
    const dev = await recipe.openStack("dev");
    await dev.up();
    const prod = await recipe.openStack("prod");
    await recipe.runCommands(dev, { urn: dev.recorded().urn });
    recipe.tenant.takeRequests();
    recipe.expectPrinted((await prod.up()).text);

    // The old program still declares the set: both own it.
    expect((await dev.up()).changes).to.deep.equal({ create: 1, same: 1 });
    expect(recipe.tenant.takeRequests()).to.have.members(noWrite);
    dev.program = emptyProgram;
    await dev.up();
    expect(recipe.live()).to.deep.equal([]);
  });

  testRecipe("Share a configuration", async (recipe) => {
    recipe.resetLive([groupTarget(contractors)]);
    const program = recipe.takeProgram();
    const open = async (team: string, ids: string[]): ReturnType<typeof recipe.openStack> => {
      const config = { "quickstart:groupIds": JSON.stringify(ids) };
      return Object.assign(await recipe.openStack(team, { config }), { program });
    };
    const red = await open("red", [technicians, drivers]);
    const blue = await open("blue", [drivers]);
    await red.up();
    await blue.up();
    expect(recipe.live()).to.deep.equal([technicians, drivers, contractors].sort());

    // The drivers belong to both, and either takes them away.
    await red.stack.setConfig("quickstart:groupIds", { value: JSON.stringify([technicians]) });
    recipe.expectPrinted((await red.preview()).text);
    await red.up();
    expect(recipe.live()).to.deep.equal([technicians, contractors].sort());
  });

  testRecipe("Migrate from Terraform", async (recipe) => {
    recipe.resetLive([
      groupTarget(technicians),
      {
        ...groupTarget(contractors),
        "@odata.type": "#microsoft.graph.exclusionGroupAssignmentTarget",
      },
    ]);
    const terraformAssignments = [
      { type: "groupAssignmentTarget", group_id: technicians, filter_type: "none" },
      { type: "exclusionGroupAssignmentTarget", group_id: contractors },
    ];
    const dev = await recipe.openStack("dev", {
      config: { "quickstart:terraformAssignments": JSON.stringify(terraformAssignments) },
    });
    dev.program = recipe.takeProgram();
    recipe.expectPrinted((await dev.up()).text);
    expect(recipe.tenant.takeRequests()).to.have.members(noWrite);
  });
});
