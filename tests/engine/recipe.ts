import { expect } from "chai";
import type { AssignmentTarget, EmulatorOptions } from "intune-graph-emulator";
import type { Block } from "../docs/blocks.ts";
import { findRecipeBlocks, findUnprinted, readBaseProgram } from "./recipeBlocks.ts";
import { runCommands } from "./runCommands.ts";
import { runSnippet } from "./runSnippet.ts";
import { openTestStack, openTestTenant, type TestStack, type TestTenant } from "./tenantStack.ts";

/** The configuration that every program of the cookbook assigns. */
export const configurationId = "5f3c1c2e-8f0e-4d5b-9d60-0d3a1f6a7b11";

/** The groups that the cookbook assigns it to. */
export const groups = {
  technicians: "0f2b8a52-93b4-4a0a-8f57-6f1f3f1f4a01",
  contractors: "7c9d4c11-5b0e-4d7c-9a43-2f8b6f0f4a02",
  drivers: "3d5e6f70-1a2b-4c3d-8e4f-5a6b7c8d4a03",
};

/** A stack that runs a program of the cookbook: its base program at first. */
export interface RecipeStack extends TestStack {
  program: string;
}

/** A program from which every resource was dropped. */
export const emptyProgram = "";

type Config = Record<string, string | { value: string; secret: true }>;

/** A recipe of the cookbook. A test takes its blocks one after another, as a reader does. */
export class Recipe {
  readonly tenant: TestTenant;
  readonly #blocks: Block[];

  constructor(tenant: TestTenant, title: string) {
    this.tenant = tenant;
    this.#blocks = findRecipeBlocks(title);
  }

  /** Has the configuration anew, with just these targets. */
  resetLive(targets: readonly AssignmentTarget[] = []): void {
    const { tenant } = this.tenant.emulator;
    const isThere = tenant.configurations.some(({ id }) => id === configurationId);
    if (isThere) tenant.removeConfiguration(configurationId);
    tenant.addConfiguration({ id: configurationId, displayName: "Field Service" });
    tenant.setAssignments(configurationId, targets);
    this.tenant.takeRequests();
  }

  /** The live set, each entry as its group or the name of its target. */
  live(): string[] {
    return this.tenant.emulator.tenant
      .assignmentsOf(configurationId)
      .map((entry) => entry.groupId ?? entry["@odata.type"])
      .sort();
  }

  async openStack(
    stackName: string,
    options: { config?: Config; environment?: Record<string, string> } = {},
  ): Promise<RecipeStack> {
    const holder = { program: readBaseProgram() };
    const stack = await openTestStack({
      ...options,
      tenant: this.tenant,
      stackName,
      program: () => Promise.resolve(runSnippet(holder.program)),
    });
    return Object.assign(holder, stack);
  }

  takeProgram(): string {
    return this.#take("ts");
  }

  /** Holds what the engine printed to the next block. */
  expectPrinted(printed: string): void {
    const line = findUnprinted(this.#take("text"), printed);
    if (line !== undefined) expect.fail(`The engine did not print "${line}", but:\n${printed}`);
  }

  /** Runs the commands of the next block in the stack's folder; answers what they printed. */
  async runCommands(stack: TestStack, variables: Record<string, string> = {}): Promise<string> {
    const { output, code } = await runCommands(this.#take("sh"), stack, variables);
    expect(code, output).to.equal(0);
    return output;
  }

  /** A recipe is tested when every block was taken. */
  expectAtEnd(): void {
    expect(this.#blocks).to.deep.equal([]);
  }

  #take(language: Block["language"]): string {
    const block = this.#blocks.shift();
    expect(block?.language).to.equal(language);
    return block?.body ?? "";
  }
}

/** Tests a recipe from its first block to its last, on a tenant of its own. */
export function testRecipe(
  title: string,
  cook: (recipe: Recipe) => Promise<void>,
  options: EmulatorOptions = {},
): void {
  it(title, async () => {
    const tenant = await openTestTenant(options);
    try {
      const recipe = new Recipe(tenant, title);
      recipe.resetLive();
      await cook(recipe);
      recipe.expectAtEnd();
    } finally {
      await tenant.close();
    }
  });
}

export function groupTarget(groupId: string): AssignmentTarget {
  return { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId };
}
