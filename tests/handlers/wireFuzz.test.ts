import { expect } from "chai";
import fc from "fast-check";
import { openWireBench, type WireBench } from "./wireBench.ts";
import { liveOnWire, someWireLife } from "./wireLife.ts";

describe("a life on a wire that answers anything", () => {
  let wire: WireBench;
  before(async () => {
    wire = await openWireBench();
  });
  after(() => wire.close());

  it("ends in what is declared, or in an error that a person can read", async () => {
    await fc.assert(
      fc.asyncProperty(someWireLife, async (life) => {
        expect(await liveOnWire(wire, life)).to.deep.equal([]);
      }),
      // Many more in tests/long/wireFuzz.long.ts.
      { numRuns: 16 },
    );
  });
});
