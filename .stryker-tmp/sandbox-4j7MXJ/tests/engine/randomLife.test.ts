// @ts-nocheck
import fc from "fast-check";
import { liveLife, randomStep } from "./randomLife.ts";
import { openTestTenant, type TestTenant } from "./tenantStack.ts";

describe("a random life of a set", () => {
  let tenant: TestTenant;

  before(async () => {
    tenant = await openTestTenant();
  });
  after(() => tenant.close());

  it("erases nothing unseen and reaches what is declared, whatever goes wrong", async () => {
    let lives = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(randomStep, { minLength: 6, maxLength: 6 }), (steps) =>
        liveLife(tenant, `life-${(lives += 1)}`, steps),
      ),
      // A failure prints the seed that repeats it; the engine is too slow to shrink far.
      { numRuns: 2, endOnFailure: true },
    );
  });
});
