import { randomInt } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { openWireBench, type WireBench } from "../handlers/wireBench.ts";
import { liveOnWire, someWireLife } from "../handlers/wireLife.ts";

/** `WIRE_RUNS=50 WIRE_SEED=7 npm run test:long` lives as many lives, of that seed. */
const { WIRE_RUNS: runs = "400", WIRE_SEED: given } = process.env;

describe("many lives on a wire that answers anything", () => {
  let wire: WireBench;
  before(async () => {
    wire = await openWireBench();
  });
  after(async () => {
    process.stdout.write(`${JSON.stringify(wire.counts)}\n`);
    await wire.close();
  });

  it("end in what is declared, or in an error that a person can read", async () => {
    const seed = given === undefined ? randomInt(2 ** 31) : Number(given);
    process.stdout.write(`WIRE_SEED=${seed}\n`);
    await fc.assert(
      fc.asyncProperty(someWireLife, async (life) => {
        expect(await liveOnWire(wire, life)).to.deep.equal([]);
      }),
      { numRuns: Number(runs), seed },
    );
  });
});
