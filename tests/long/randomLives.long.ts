import fc from "fast-check";
import { Counts } from "../engine/lives/counts.ts";
import { foundBefore } from "../engine/lives/foundBefore.ts";
import { liveLife } from "../engine/lives/life.ts";
import { someLife } from "../engine/lives/someLife.ts";

/** `LIVES=20 LIVES_SEED=7 npm run test:long` lives as many, of that seed. */
const { LIVES: lives = "200", LIVES_SEED: seed } = process.env;

describe("many random lives of programs", () => {
  const counts = new Counts();
  after(() => {
    process.stdout.write(`${counts.toString()}\n`);
  });

  it("lose nothing that is declared, whatever is edited, run or goes wrong", async () => {
    await fc.assert(
      fc.asyncProperty(someLife(6), (life) => liveLife(life, counts)),
      {
        numRuns: Number(lives),
        examples: foundBefore.map((life) => [life]),
        ...(seed !== undefined && { seed: Number(seed) }),
      },
    );
  });
});
