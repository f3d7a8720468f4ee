import { expect } from "chai";
import { findBlocks } from "../docs/blocks.ts";
import { readDocument } from "../docs/links.ts";
import { groups, groupTarget, Recipe } from "./recipe.ts";
import { findUnprinted } from "./recipeBlocks.ts";
import { openTestTenant } from "./tenantStack.ts";

const findBlock = (document: string, start: RegExp): string =>
  findBlocks(readDocument(document)).find(({ body }) => start.test(body))?.body ??
  expect.fail(`no such block in ${document}`);

describe("what Pulumi shows, as quoted in", () => {
  for (const { document, successor } of [
    { document: "README.md", successor: groups.drivers },
    { document: "docs/tutorial.md", successor: groups.contractors },
  ])
    it(document, async () => {
      const tenant = await openTestTenant();
      try {
        const recipe = new Recipe(tenant, "Protect a set");
        recipe.resetLive();
        const dev = await recipe.openStack("dev");
        dev.program = recipe.takeProgram();
        await dev.up();
        dev.program = dev.program.replace(groups.technicians, successor);
        const { text } = await dev.preview();
        expect(findUnprinted(findBlock(document, /~ assignments/), text), text).to.equal(undefined);
        // The form in which Pulumi shows a preview by default names no entry: so the page must name the option.
        expect((await dev.preview({ diff: false })).text).not.to.contain(successor);
        expect(readDocument(document)).to.contain("`pulumi preview --diff`");
        if (document !== "README.md") return;

        recipe.resetLive([
          groupTarget(groups.technicians),
          { "@odata.type": "#microsoft.graph.allDevicesAssignmentTarget" },
        ]);
        const refused = await dev.failing(dev.up());
        expect(findUnprinted(findBlock(document, /^error:/), refused), refused).to.equal(undefined);
      } finally {
        await tenant.close();
      }
    });
});
