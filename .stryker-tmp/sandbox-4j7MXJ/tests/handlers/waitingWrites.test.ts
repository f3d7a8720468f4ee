// @ts-nocheck
import { expect } from "chai";
import type { Fault } from "intune-graph-emulator";
import { GraphError } from "../../provider/dist/graph/graphError.js";
import { described, live } from "./entries.ts";
import { failureOf } from "./failureOf.ts";
import { openBench, type HandlerBench, type LiveWords } from "./handlerBench.ts";
import { readBoth } from "./runSteps.ts";
import { ScriptedFaults } from "./scriptedFaults.ts";
import { StackedSet, type Program } from "./stackedSet.ts";
import { watchReads, type AwaitRead } from "./watchReads.ts";

/** Why a set's next write has to wait: a fault that strikes it, `run` being what somebody else does meanwhile. */
interface Wait {
  fault: (id: string, run: () => Promise<void>) => Fault;
  /** What is sent up to the second look. */
  looks: string[];
  writesPerWindow?: number;
}

const waits: Record<string, Wait> = {
  "that Graph turns away for a while": {
    fault: (id, run) => ({
      method: "POST",
      path: id,
      respond: { status: 429, headers: { "Retry-After": "120" } },
      run,
    }),
    looks: [...readBoth, "POST assign", ...readBoth],
  },
  // The write before it has used up the quota.
  "that the quota holds back": {
    fault: (id, run) => ({
      method: "GET",
      path: `${id}/groupAssignments`,
      after: "afterEffect",
      run,
    }),
    looks: [...readBoth, ...readBoth].sort(),
    writesPerWindow: 1,
  },
};

for (const [why, { fault, looks, ...quota }] of Object.entries(waits)) {
  describe(`a write ${why}`, () => {
    let bench: HandlerBench;
    let nextRead: () => AwaitRead;
    before(async () => {
      bench = await openBench(quota);
      nextRead = watchReads(bench.context);
    });
    after(() => bench.close());

    const faults = new ScriptedFaults(() => bench.emulator);

    /** A set of group 1 and group 2. Its next write has to wait, and meanwhile someone else writes. */
    const openWaiting = async (
      meanwhile: Partial<LiveWords>,
      mode: Program["mode"] = "authoritative",
    ): Promise<StackedSet> => {
      const set = new StackedSet(bench, bench.addConfiguration());
      await set.up({ assignments: ["group 1", "group 2"], mode });
      const otherRead = nextRead();
      faults.script(
        fault(set.id, async () => {
          await otherRead();
          bench.setLive(set.id, meanwhile);
        }),
      );
      bench.takeRequests();
      return set;
    };

    it("is sent where the set is as it was", async () => {
      const set = await openWaiting({});
      await set.up({ assignments: ["group 3"] });
      expect(bench.takeRequests()).to.deep.equal([...looks, "POST assign", "GET assignments"]);
      expect(bench.liveOf(set.id).assignments).to.deep.equal(["group 3"]);
    });

    it("leaves what others have added meanwhile, in additive mode", async () => {
      const set = await openWaiting({ assignments: ["group 1", "group 2", "group 8"] }, "additive");
      await set.up({ assignments: ["group 3"], mode: "additive" });
      expect(bench.liveOf(set.id).assignments).to.deep.equal(["group 3", "group 8"]);
    });

    const unseen: readonly (readonly [what: string, meanwhile: Partial<LiveWords>])[] = [
      ["assignments", { assignments: ["group 1", "group 2", "group 8"] }],
      ["older collection", { older: [7] }],
    ];
    for (const [where, meanwhile] of unseen) {
      it(`is refused where the ${where} had entries meanwhile that no preview has shown`, async () => {
        const set = await openWaiting(meanwhile);
        const former = set.state;
        const { message } = await failureOf(set.up({ assignments: ["group 3"] }));
        expect(message).to.contain("Nothing was changed");
        if (meanwhile.assignments) expect(message).to.contain(described("group 8"));
        expect(bench.liveOf(set.id)).to.deep.include(meanwhile);
        expect(set.state).to.equal(former);
      });
    }

    it("leaves all as it is where the set cannot be read once it may be sent", async () => {
      const set = await openWaiting({});
      const former = set.state;
      faults.script({ method: "GET", path: set.id, skip: 2, times: Infinity, cut: "socket" });
      const error = await failureOf(set.up({ assignments: ["group 3"] }));
      expect(error).to.be.instanceOf(GraphError);
      expect(error.message).to.match(/^Cannot read /);
      expect(set.state).to.equal(former);
      expect(bench.liveOf(set.id).assignments).to.deep.equal(["group 1", "group 2"]);
    });

    it("is not sent where someone has done it meanwhile", async () => {
      const set = await openWaiting({ assignments: ["group 3"] });
      await set.up({ assignments: ["group 3"] });
      expect(bench.takeRequests()).to.deep.equal(looks);
    });
  });
}

describe("a write of which one read had to wait", () => {
  let bench: HandlerBench;
  let nextRead: (skip?: number) => AwaitRead;
  before(async () => {
    bench = await openBench();
    nextRead = watchReads(bench.context);
  });
  after(() => bench.close());

  const faults = new ScriptedFaults(() => bench.emulator);

  /**
   * The older collection's read number `index` is turned away after the other read has been answered, since time would
   * leap before; once it is repeated, another has written.
   */
  const delayRead = (id: string, index: number, meanwhile: Partial<LiveWords>): void => {
    const read = { method: "GET", path: `${id}/groupAssignments`, skip: index };
    faults.script({
      ...read,
      respond: { status: 429, headers: { "Retry-After": "120" } },
      run: nextRead(index),
    });
    faults.script({
      ...read,
      run() {
        bench.setLive(id, meanwhile);
      },
    });
  };

  it("is not sent over what others have added since the other read", async () => {
    const set = new StackedSet(bench, bench.addConfiguration());
    await set.up({ assignments: ["group 1"] });
    delayRead(set.id, 0, { assignments: ["group 1", "group 9"] });
    const error = await failureOf(set.up({ assignments: ["group 2"] }));
    expect(error.message).to.contain(described("group 9"));
    expect(bench.liveOf(set.id).assignments).to.deep.equal(["group 1", "group 9"]);
  });

  it("sends what is new in others' entries, though this release does not know it", async () => {
    const set = new StackedSet(bench, bench.addConfiguration());
    const entryIn = (ring: string): NonNullable<Fault["respond"]> => ({
      status: 200,
      body: { value: [{ id: "1", target: { ...live("group 9"), futureRing: ring } }] },
    });
    const read = { method: "GET", path: `${set.id}/assignments` };
    faults.script({ ...read, respond: entryIn("canary") });
    faults.script({
      method: "POST",
      path: set.id,
      respond: { status: 429, headers: { "Retry-After": "120" } },
    });
    faults.script({ ...read, respond: entryIn("broad") });
    bench.takeRequests();
    await failureOf(set.up({ assignments: ["group 1"], mode: "additive" }));
    expect(JSON.stringify(bench.sentBodies().at(-1)))
      .to.contain("broad")
      .and.not.contain("canary");
  });

  it("is not sent over what others have added since the other read of the recheck", async () => {
    const set = new StackedSet(bench, bench.addConfiguration());
    await set.up({ assignments: ["group 1"] });
    faults.script({
      method: "POST",
      path: set.id,
      respond: { status: 429, headers: { "Retry-After": "5" } },
    });
    delayRead(set.id, 1, { assignments: ["group 1", "group 9"] });
    const error = await failureOf(set.up({ assignments: ["group 2"] }));
    expect(error.message).to.contain(described("group 9"));
    expect(bench.liveOf(set.id).assignments).to.deep.equal(["group 1", "group 9"]);
  });
});
