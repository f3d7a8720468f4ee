import { expect } from "chai";
import type { dynamic } from "@pulumi/pulumi";
import type { Codec } from "../../provider/dist/hosting/codec.js";
import { createDynamicProvider } from "../../provider/dist/dynamic/dynamicProvider.js";
import type { Handlers } from "../../provider/dist/handlers/handlers.js";
import { failureOf } from "./failureOf.ts";

type Anything = Readonly<Record<string, unknown>>;

const broken = (): never => {
  throw new Error("It broke.");
};

const faulty = (): never => {
  throw new TypeError("x is undefined");
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
  inputsOf: broken,
  claim: broken,
  leave: broken,
};

const asItIs: Codec<Anything, Anything> = {
  readInputs: (inputs) => inputs,
  readFormer: (_inputs, recorded) => recorded,
  recordInputs: (inputs) => inputs,
  readState: (_id, recorded) => recorded,
  recordState: (state) => state,
};

describe("an error that the plugin prints by itself as well", () => {
  const provider = createDynamicProvider(failingHandlers, asItIs) as Required<
    dynamic.ResourceProvider<Anything, Anything>
  >;
  const runs: Readonly<Record<string, () => Promise<unknown>>> = {
    check: () => provider.check({}, {}),
    diff: () => provider.diff("1", {}, {}),
    "read for a refresh": () => provider.read("1", { property: "recorded" }),
    "read for a get": () => provider.read("1", {}),
    delete: () => provider.delete("1", {}),
  };

  for (const [verb, run] of Object.entries(runs)) {
    it(`shows there neither message nor stack, in ${verb}, and passes the message on`, async () => {
      const error = await failureOf(run());
      expect(error.message).to.equal("It broke.");
      expect(`${String(error)}: ${error.stack ?? ""}`).to.equal(
        "Failed: see the error of the resource.",
      );
    });
  }

  it("keeps its stack in create and update, which the plugin does not print", async () => {
    for (const run of [provider.create({}), provider.update("1", {}, {})]) {
      const error = await failureOf(run);
      expect(error.message).to.equal("It broke.");
      expect(error.stack).to.contain("stacks.test.ts");
    }
  });

  it("says of an error in our own code that it is one, with its stack", async () => {
    const faultyProvider = createDynamicProvider({ ...failingHandlers, diff: faulty }, asItIs);
    const { message } = await failureOf(Promise.resolve(faultyProvider.diff?.("1", {}, {})));
    expect(message)
      .to.contain("This is a fault of pulumi-intune-provisioning")
      .and.to.contain("x is undefined")
      .and.to.match(/with these lines:\n[^]*stacks\.test\.ts/);
  });
});
