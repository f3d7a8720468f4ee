import { join } from "node:path";
import { expect } from "chai";
import { testRecipe } from "./recipe.ts";

describe("in the cookbook, the recipe", () => {
  testRecipe(
    "Wait for approval",
    async (recipe) => {
      const dev = await recipe.openStack("dev");
      const approvals = join(recipe.tenant.folder.path, "approvals.json");
      await recipe.runCommands(dev, { approvals });
      recipe.expectPrinted(await dev.failing(dev.up({ continueOnError: true })));
      expect(dev.findRecorded()).to.be.undefined;
      const { emulator } = recipe.tenant;
      for (const { code } of emulator.approvals.list) emulator.approvals.approve(code);
      recipe.expectPrinted((await dev.up()).text);
      expect(recipe.live()).to.have.length(2);
    },
    { behaviour: { multiAdminApproval: "badRequest" } },
  );
});
