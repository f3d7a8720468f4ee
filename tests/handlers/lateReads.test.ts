import { expect } from "chai";
import type { ReadLag } from "intune-graph-emulator";
import { described } from "./entries.ts";
import { incompleteOf } from "./failureOf.ts";
import { openBench } from "./handlerBench.ts";
import { profileInBase64, StackedConfiguration } from "./stackedConfiguration.ts";
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

  it("is waited for after a second write as after the first", async () => {
    const bench = await openBench({ behaviour: { readLag: { reads: 5 } } });
    try {
      const set = new StackedSet(bench, bench.addConfiguration());
      await set.up({ assignments: ["group 1"] });
      bench.emulator.script({
        method: "POST",
        path: set.id,
        after: "afterEffect",
        run: () => {
          bench.setLive(set.id, { assignments: [] });
        },
      });
      bench.takeRequests();
      await set.up({ assignments: ["group 2"] });
      const writes = bench.takeRequests().filter((request) => request === "POST assign");
      expect(writes).to.have.lengthOf(2);
      expect(bench.liveOf(set.id).assignments).to.deep.equal(["group 2"]);
    } finally {
      await bench.close();
    }
  });

  it("is given up after a minute, and the message says what to do", () =>
    withLag({ ms: 600_000 }, async (set, live, nowMs) => {
      const startMs = nowMs();
      const { message, state } = await incompleteOf(set.up({ assignments: ["group 1"] }));
      expect(nowMs() - startMs).to.be.within(50_000, 60_000);
      expect(message)
        .to.contain(`missing: ${described("group 1")}`)
        .and.not.to.contain("not ours");
      expect(message).to.match(/or shows it late\. Run `pulumi up` again\./);
      expect(recordedWords(state).assignments).to.deep.equal([]);
      expect(live()).to.deep.equal(["group 1"]);
    }));
});

describe("a configuration that reads show late after its creation", () => {
  /** Creates one in a tenant in which new ones show up late. */
  async function createIn(creationLag: ReadLag) {
    const bench = await openBench({ behaviour: { creationLag } });
    try {
      const stacked = new StackedConfiguration(bench.context);
      const outcome = await stacked
        .up({ payload: profileInBase64() })
        .catch((error: unknown) => String(error));
      const liveIds = bench.emulator.tenant.configurations.map(({ id }) => id);
      return { stacked, outcome, liveIds };
    } finally {
      await bench.close();
    }
  }

  for (const creationLag of [{ reads: 1 }, { reads: 5 }, { ms: 300 }, { ms: 50_000 }]) {
    it(`is waited for (${JSON.stringify(creationLag)})`, async () => {
      const { stacked, outcome, liveIds } = await createIn(creationLag);
      expect(outcome).to.equal("created");
      expect(liveIds).to.deep.equal([stacked.id]);
    });
  }

  it("keeps its state where that takes more than a minute", async () => {
    const { stacked, outcome, liveIds } = await createIn({ ms: 600_000 });
    expect(outcome).to.match(/It was created, but cannot be read back\. .* 404 /);
    expect(liveIds).to.deep.equal([stacked.id]);
  });
});
