import { randomInt } from "node:crypto";
import fc from "fast-check";
import { liveKills } from "../engine/kills/killLife.ts";
import { someKillLife } from "../engine/kills/someKillLife.ts";
import { Counts } from "../engine/lives/counts.ts";

/** `KILL_LIVES=20 KILL_SEED=7 npm run test:long` lives as many, of that seed; a life has about six kills. */
const { KILL_LIVES: lives = "60", KILL_SEED: given } = process.env;

describe("many runs without checkpoints that are killed", () => {
  const counts = new Counts();
  after(() => {
    process.stdout.write(`${counts.toString()}\n`);
  });

  it("lead back to what is declared, without a twin, whatever is killed when", async () => {
    const seed = given === undefined ? randomInt(2 ** 31) : Number(given);
    process.stdout.write(`KILL_SEED=${seed}\n`);
    await fc.assert(
      fc.asyncProperty(someKillLife, async (life) => {
        await liveKills(life, counts);
      }),
      { numRuns: Number(lives), seed, endOnFailure: true },
    );
  });
});
