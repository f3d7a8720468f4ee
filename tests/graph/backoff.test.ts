import { expect } from "chai";
import fc from "fast-check";
import { findBackoff } from "../../provider/dist/graph/retry.js";

const waits = (random: number): number[] =>
  [1, 2, 3, 4, 5, 6, 7, 1_100].map((attempt) => findBackoff(attempt, undefined, random));

describe("findBackoff", () => {
  it("waits twice as long each time, from 1 second up to 20, and up to half more", () => {
    const [most, least] = [waits(1), waits(0)];
    expect(least).to.deep.equal([1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000, 20_000]);
    expect(most).to.deep.equal(least.map((waitMs) => waitMs * 1.5));
  });

  it("waits as long as Graph asks, to the millisecond, if that is longer", () => {
    const attempts = fc.integer({ min: 1, max: 99 });
    const asked = fc.integer({ min: 0, max: 1_000_000 });
    const drawn = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
    fc.assert(
      fc.property(attempts, asked, drawn, (attempt, retryAfterMs, random) => {
        const unaskedMs = findBackoff(attempt, undefined, random);
        expect(unaskedMs).to.be.within(1_000, 30_000);
        expect(findBackoff(attempt, retryAfterMs, random)).to.equal(
          Math.max(retryAfterMs, unaskedMs),
        );
      }),
    );
  });
});
