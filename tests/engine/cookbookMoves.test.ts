import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { makeProfile } from "../../engine/profile/makeProfile.ts";
import { liveApps } from "./appStack.ts";
import { findRecipeBlocks } from "./recipeBlocks.ts";
import { groups, testRecipe, type Recipe, type RecipeStack } from "./recipe.ts";

const profile = makeProfile();

/** A program with a profile that is there. */
async function withProfile(recipe: Recipe, program: string): Promise<string> {
  const file = join(recipe.tenant.folder.path, "field-service.mobileprovision");
  await writeFile(file, profile);
  return program.replaceAll("profiles/field-service.mobileprovision", file);
}

/** A stack of a tenant without configurations that has run a program. */
async function openAfter(recipe: Recipe, program: string): Promise<RecipeStack> {
  const { tenant } = recipe.tenant.emulator;
  for (const { id } of tenant.configurations) tenant.removeConfiguration(id);
  const dev = await recipe.openStack("dev");
  dev.program = program;
  await dev.up();
  return dev;
}

const programOf = (title: string): string => findRecipeBlocks(title)[0]?.body ?? "";
const dropAliases = (program: string): string => program.replaceAll(/,\s*{ aliases.*}/g, "");

describe("in the cookbook, the recipe", () => {
  const live = { "Field Service": [groups.technicians] };

  testRecipe("Rename a profile", async (recipe) => {
    const program = await withProfile(recipe, recipe.takeProgram());
    const dev = await openAfter(
      recipe,
      dropAliases(program).replace('"technicians"', '"field-service"'),
    );
    dev.program = dropAliases(program);
    const refusal = await dev.failing(dev.up());
    dev.program = program;
    recipe.expectPrinted((await dev.up()).text);
    recipe.expectPrinted(refusal);
    expect(liveApps(recipe.tenant)).to.deep.equal(live);
  });

  testRecipe("Move into a ProvisionedApp", async (recipe) => {
    const former = dropAliases(programOf("Move out of a ProvisionedApp"));
    const dev = await openAfter(recipe, await withProfile(recipe, former));
    dev.program = await withProfile(recipe, recipe.takeProgram());
    recipe.expectPrinted((await dev.up()).text);
    expect(liveApps(recipe.tenant)).to.deep.equal(live);
  });

  testRecipe("Move out of a ProvisionedApp", async (recipe) => {
    const former = programOf("Move into a ProvisionedApp");
    const dev = await openAfter(recipe, await withProfile(recipe, former));
    dev.program = await withProfile(recipe, recipe.takeProgram());
    recipe.expectPrinted((await dev.up()).text);
    expect(liveApps(recipe.tenant)).to.deep.equal(live);
  });
});
