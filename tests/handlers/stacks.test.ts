import { expect } from "chai";
import type { dynamic } from "@pulumi/pulumi";
import { createDynamicProvider } from "../../provider/dist/handlers/dynamicProvider.js";
import type { Handlers } from "../../provider/dist/handlers/handlers.js";
import { failureOf } from "./failureOf.ts";

interface Anything {
  property?: string;
}

const broken = (): never => {
  throw new Error("It broke.");
};

/** Handlers whose every verb fails. */
const failingHandlers: Handlers<Anything, Anything> = {
  check: broken,
  diff: broken,
  create: broken,
  update: broken,
  delete: broken,
  refresh: broken,
  get: broken,
};

describe("the stack of an error", () => {
  const provider = createDynamicProvider(failingHandlers) as Required<
    dynamic.ResourceProvider<Anything, Anything>
  >;
  const runs: Readonly<Record<string, () => Promise<unknown>>> = {
    check: () => provider.check({}, {}),
    diff: () => provider.diff("1", {}, {}),
    "read for a refresh": () => provider.read("1", { property: "recorded" }),
    "read for a get": () => provider.read("1", {}),
    delete: () => provider.delete("1", {}),
  };

  // The plugin prints the stack where a person looks for the message.
  for (const [verb, run] of Object.entries(runs)) {
    it(`is blank in ${verb}, and the message stays`, async () => {
      const error = await failureOf(run());
      expect(error.message).to.equal("It broke.");
      expect(error.stack).to.equal("");
    });
  }

  it("stays in create and update, of which the message is printed", async () => {
    for (const run of [provider.create({}), provider.update("1", {}, {})]) {
      const error = await failureOf(run);
      expect(error.message).to.equal("It broke.");
      expect(error.stack).to.contain("stacks.test.ts");
    }
  });
});
