import fc from "fast-check";
import { Counts } from "./lives/counts.ts";
import { liveLife } from "./lives/life.ts";
import { someLife } from "./lives/someLife.ts";

describe("a random life of a program", () => {
  it("loses nothing that is declared, whatever is edited, run or goes wrong", async () => {
    const counts = new Counts();
    await fc.assert(
      fc.asyncProperty(someLife(3), (life) => liveLife(life, counts)),
      { seed: 1, numRuns: 2, endOnFailure: true },
    );
  });
});
