import { expect } from "chai";
import { emptyProgram, groups, groupTarget, testRecipe } from "./recipe.ts";

describe("in the cookbook, the recipe", () => {
  const { technicians, drivers } = groups;
  const both = [technicians, drivers].sort();
  testRecipe("Protect a set", async (recipe) => {
    const dev = await recipe.openStack("dev");
    dev.program = recipe.takeProgram();
    const protectedProgram = dev.program;
    await dev.up();
    dev.program = emptyProgram;
    recipe.tenant.takeRequests();
    recipe.expectPrinted(await dev.failing(dev.up()));
    expect(recipe.tenant.takeRequests()).to.be.empty;

    // It does not protect the entries.
    dev.program = protectedProgram.replace(/\[target.*\]/, "[]");
    await dev.up();
    expect(recipe.live()).to.deep.equal([]);

    await recipe.runCommands(dev, { urn: dev.recorded().urn });
    dev.program = emptyProgram;
    expect((await dev.preview()).changes).to.deep.equal({ delete: 1, same: 1 });
  });

  testRecipe("Let go of a set", async (recipe) => {
    const dev = await recipe.openStack("dev");
    dev.program = recipe.takeProgram();
    await dev.up();
    const printed = await recipe.runCommands(dev);
    recipe.expectPrinted(printed);
    expect(recipe.live()).to.deep.equal([technicians]);
  });

  testRecipe("Ignore changes", async (recipe) => {
    const dev = await recipe.openStack("dev");
    dev.program = recipe.takeProgram();
    await dev.up();
    recipe.resetLive([groupTarget(technicians), groupTarget(drivers)]);
    recipe.expectPrinted((await dev.up({ refresh: true })).text);
    expect(recipe.tenant.takeRequests()).not.to.contain("POST assign");
    expect(recipe.live()).to.deep.equal(both);
    await dev.destroy();
    expect(recipe.live()).to.deep.equal([]);
  });

  testRecipe("Rename a resource", async (recipe) => {
    const dev = await recipe.openStack("dev");
    const former = dev.program;
    await dev.up();
    const renamed = recipe.takeProgram();
    dev.program = renamed;
    recipe.expectPrinted((await dev.preview()).text);

    dev.program = renamed.replace(/aliases: .*\]/, "");
    recipe.expectPrinted((await dev.preview()).text);
    const inComponent = recipe.takeProgram();
    const withoutAlias = dev.program;
    dev.program = inComponent;
    expect((await dev.preview()).changes).to.deep.equal({ create: 1, same: 2 });
    dev.program = withoutAlias;
    expect((await dev.up()).changes).to.deep.equal({ create: 1, delete: 1, same: 1 });
    expect(recipe.live()).to.deep.equal(both);
    // As after a run that was broken off between the create and the delete.
    dev.program = former;
    const created = dev.recorded().urn.replace("::technicians", "::field-service");
    await dev.up({ target: [created] });
    expect((await dev.up()).changes).to.deep.equal({ delete: 1, same: 2 });
    expect(recipe.live()).to.deep.equal(both);
    // Narrowed as well: it is refused, and recorded, so an alias does nothing any more. The ways out that it names do.
    dev.program = former.replace('"field-service"', '"other"').replace(/.*drivers\n/, "");
    const refusal = await dev.failing(dev.up());
    expect(refusal).to.contain("no preview has shown").and.not.to.contain("alias");
    await dev.refresh();
    expect((await dev.preview()).changes).to.deep.equal({ update: 1, delete: 1, same: 1 });
    expect(recipe.live()).to.deep.equal(both);
    await dev.up();
    expect(recipe.live()).to.deep.equal([technicians]);
    await dev.destroy({ runProgram: true });
    expect(recipe.live()).to.deep.equal([]);
  });
});
