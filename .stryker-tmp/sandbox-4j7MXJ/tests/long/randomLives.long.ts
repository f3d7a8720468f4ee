// @ts-nocheck
import fc from "fast-check";
import { liveLife, randomStep } from "../engine/randomLife.ts";
import { openTestTenant, type TestTenant } from "../engine/tenantStack.ts";

describe("many random lives of a set", () => {
  let tenant: TestTenant;

  before(async () => {
    tenant = await openTestTenant();
  });
  after(() => tenant.close());

  it("erase nothing unseen and reach what is declared, whatever goes wrong", async () => {
    let lives = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(randomStep, { minLength: 12, maxLength: 12 }), (steps) =>
        liveLife(tenant, `life-${(lives += 1)}`, steps),
      ),
      { numRuns: 20, endOnFailure: true },
    );
  });
});
