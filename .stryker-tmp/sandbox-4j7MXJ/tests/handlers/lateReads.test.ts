// @ts-nocheck
import { expect } from "chai";
import type { ReadLag } from "intune-graph-emulator";
import { described } from "./entries.ts";
import { incompleteOf } from "./failureOf.ts";
import { openBench } from "./handlerBench.ts";
import { recordedWords, StackedSet } from "./stackedSet.ts";

/** Runs a test in a tenant whose reads lag, and closes it. */
async function withLag(
  readLag: ReadLag,
  test: (set: StackedSet, live: () => string[], nowMs: () => number) => Promise<void>,
) {
  const bench = await openBench({ behaviour: { readLag } });
  try {
    const set = new StackedSet(bench, bench.addConfiguration());
    await test(set, () => bench.liveOf(set.id).assignments, bench.context.clock.now);
  } finally {
    await bench.close();
  }
}

describe("a write that reads show late", () => {
  for (const readLag of [{ reads: 1 }, { reads: 5 }, { ms: 300 }, { ms: 50_000 }]) {
    it(`is waited for (${JSON.stringify(readLag)})`, () =>
      withLag(readLag, async (set, live) => {
        await set.up({ assignments: ["group 1"] });
        await set.up({ assignments: ["group 2"] });
        expect(live()).to.deep.equal(["group 2"]);
        await set.destroy();
        expect(live()).to.deep.equal([]);
      }));
  }

  it("is given up after a minute, and the message says for how long nothing changed", () =>
    withLag({ ms: 600_000 }, async (set, live, nowMs) => {
      const startMs = nowMs();
      const { message, state } = await incompleteOf(set.up({ assignments: ["group 1"] }));
      expect(nowMs() - startMs).to.be.within(50_000, 60_000);
      expect(message).to.contain(`missing: ${described("group 1")}`);
      expect(message).to.match(/It did not change for \d\d s\. Then run `pulumi up` again\./);
      expect(recordedWords(state).assignments).to.deep.equal([]);
      expect(live()).to.deep.equal(["group 1"]);
    }));
});
