import { createRequire } from "node:module";
import { expect } from "chai";
import type { dynamic } from "@pulumi/pulumi";
import { providerPointer } from "../../provider/dist/hosting/codec.js";

/** The very module with which the engine's plugin evaluates `__provider`. */
const requireFromString = createRequire(import.meta.resolve("@pulumi/pulumi"))(
  "require-from-string",
) as (code: string) => { handler: () => dynamic.ResourceProvider };

for (const resource of ["assignments", "configuration"] as const) {
  describe(`the pointer to the provider of ${resource}`, () => {
    const pointer = providerPointer(`handlers/${resource}`);

    it("is this text, in the states of all users, in every release", () => {
      expect(pointer).to.equal(
        `exports.handler=()=>require("pulumi-intune-provisioning/handlers/${resource}")`,
      );
      expect(pointer.length).to.be.below(100);
    });

    it("leads to all handlers when it is evaluated as the engine's plugin does", () => {
      const provider = requireFromString(pointer).handler();
      for (const verb of ["configure", "check", "diff", "create", "read", "update", "delete"]) {
        expect(provider).to.have.property(verb).that.is.a("function");
      }
    });

    it("leads to one and the same provider each time", () => {
      expect(requireFromString(pointer).handler()).to.equal(requireFromString(pointer).handler());
    });
  });
}
