import { expect } from "chai";
import fc from "fast-check";
import {
  createRateLimiter,
  type RateLimiter,
  type RateLimiterOptions,
} from "../../provider/dist/graph/rateLimiter.js";
import { createVirtualTime, type VirtualTime } from "./virtualTime.ts";

const windowMs = 20_000;
type Kind = "read" | "write";

interface Bench {
  time: VirtualTime;
  rateLimiter: RateLimiter;
  startMs: number;
  /** When each request was sent, by its name, in order. */
  sent: { name: string; kind: Kind; atMs: number }[];
  /** Sends a request whose answer takes some time. */
  send: (name: string, kind: Kind, answer?: Answer, order?: number) => Promise<number>;
}

interface Answer {
  status?: number;
  retryAfterMs?: number;
  latencyMs?: number;
}

function openBench(options: Partial<RateLimiterOptions> = {}): Bench {
  const time = createVirtualTime();
  const startMs = time.now();
  const rateLimiter = createRateLimiter({
    ...time,
    writesPerWindow: 100,
    requestsPerWindow: 1_000,
    windowMs,
    longestPauseMs: 300_000,
    ...options,
  });
  const sent: Bench["sent"] = [];
  return {
    time,
    rateLimiter,
    startMs,
    sent,
    async send(name, kind, { latencyMs = 0, ...answer } = {}, order) {
      const permit = await rateLimiter.admit(kind, order);
      sent.push({ name, kind, atMs: time.now() - startMs });
      if (latencyMs > 0) await time.sleep(latencyMs);
      const failure = "status" in answer ? { code: "Any", ...answer } : undefined;
      permit.end({ isSent: true, failure });
      return permit.order;
    },
  };
}

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

/** The most requests that any window of the length holds. */
function findPeak(times: readonly number[], lengthMs: number): number {
  return Math.max(
    0,
    ...times.map(
      (startMs) => times.filter((at) => at >= startMs && at < startMs + lengthMs).length,
    ),
  );
}

describe("createRateLimiter", () => {
  it("sends 350 writes within exactly the time that the quota needs, in order", async () => {
    const { time, send, sent } = openBench();
    await time.run(Promise.all(range(350).map((n) => send(String(n), "write"))));
    expect(sent.map(({ name }) => Number(name))).to.deep.equal(range(350));
    expect(sent.at(-1)?.atMs).to.equal(3 * windowMs);
    expect(
      findPeak(
        sent.map(({ atMs }) => atMs),
        windowMs,
      ),
    ).to.equal(100);
  });

  it("keeps 20 ms between Graph's window and ours by default", async () => {
    const { time, startMs } = openBench();
    const rateLimiter = createRateLimiter({
      ...time,
      writesPerWindow: 1,
      requestsPerWindow: 9,
      longestPauseMs: 1,
    });
    (await rateLimiter.admit("write")).end({ isSent: true });
    await time.run(rateLimiter.admit("write"));
    expect(time.now() - startMs).to.equal(20_020);
  });

  it("never sends more than the quotas in any window, whatever comes when and however late the answers", async () => {
    const request = fc.record({
      kind: fc.constantFrom<Kind>("read", "write"),
      startMs: fc.integer({ min: 0, max: 60_000 }),
      latencyMs: fc.integer({ min: 0, max: 30_000 }),
      status: fc.constantFrom(200, 200, 200, 429),
    });
    const quotas = fc.record({
      writesPerWindow: fc.integer({ min: 1, max: 5 }),
      requestsPerWindow: fc.integer({ min: 1, max: 8 }),
    });
    await fc.assert(
      fc.asyncProperty(quotas, fc.array(request, { maxLength: 40 }), async (quota, requests) => {
        const { time, send, sent } = openBench(quota);
        const all = requests.map(async ({ kind, startMs, ...answer }, index) => {
          await time.sleep(startMs);
          await send(String(index), kind, answer);
        });
        await time.run(Promise.all(all));
        const timesOf = (kinds: Kind[]): number[] =>
          sent.filter(({ kind }) => kinds.includes(kind)).map(({ atMs }) => atMs);
        expect(sent).to.have.lengthOf(requests.length);
        expect(findPeak(timesOf(["write"]), windowMs)).to.be.at.most(quota.writesPerWindow);
        expect(findPeak(timesOf(["read", "write"]), windowMs)).to.be.at.most(
          quota.requestsPerWindow,
        );
      }),
      { numRuns: 60 },
    );
  });

  it("counts a request until a window after its answer, since nobody knows when Graph counted it", async () => {
    const { time, send, sent } = openBench({ writesPerWindow: 1 });
    await time.run(Promise.all([send("a", "write", { latencyMs: 700 }), send("b", "write")]));
    expect(sent.map(({ atMs }) => atMs)).to.deep.equal([0, windowMs + 700]);
  });

  it("lets reads pass by writes that wait, and no kind starve where both wait", async () => {
    const { time, send, sent } = openBench({ writesPerWindow: 1, requestsPerWindow: 3 });
    const order = ["write", "write", "read", "read", "write", "read", "read"] as const;
    await time.run(Promise.all(order.map((kind, n) => send(`${kind[0] ?? ""}${n}`, kind))));
    expect(sent.map(({ name, atMs }) => `${name}@${atMs / 1000}`)).to.deep.equal([
      "w0@0",
      "r2@0",
      "r3@0",
      "w1@20",
      "r5@20",
      "r6@20",
      "w4@40",
    ]);
  });

  it("lets a request that must be repeated in before those that came later", async () => {
    const { time, send, sent } = openBench({ writesPerWindow: 1 });
    const first = await send("first", "write");
    await time.run(
      Promise.all([send("b", "write"), send("c", "write"), send("again", "write", {}, first)]),
    );
    expect(sent.map(({ name }) => name)).to.deep.equal(["first", "again", "b", "c"]);
  });

  /** How many of the writes after the first so many went at each time. */
  const countByTime = ({ sent }: Bench, after: number): [number, number][] => {
    const counts = new Map<number, number>();
    const writes = sent.filter(({ kind }) => kind === "write").slice(after);
    for (const { atMs } of writes) counts.set(atMs, (counts.get(atMs) ?? 0) + 1);
    return [...counts];
  };

  it("pauses writes for as long as Graph asks, and goes on as before: what an earlier run used up is over", async () => {
    const bench = openBench({ writesPerWindow: 10 });
    const { time, send, sent } = bench;
    await send("throttled", "write", { status: 429, retryAfterMs: 30_000 });
    await time.run(
      Promise.all([...range(25).map((n) => send(String(n), "write")), send("read", "read")]),
    );
    expect(countByTime(bench, 1)).to.deep.equal([
      [30_000, 10],
      [50_000, 10],
      [70_000, 5],
    ]);
    expect(sent.find(({ kind }) => kind === "read")?.atMs).to.equal(0);
  });

  it("sends half as many once it is throttled again, and comes back step by step", async () => {
    const bench = openBench({ writesPerWindow: 10 });
    const { time, send } = bench;
    await send("throttled", "write", { status: 429, retryAfterMs: 1_000 });
    await time.run(send("again", "write", { status: 429, retryAfterMs: 30_000 }));
    await time.run(Promise.all(range(70).map((n) => send(String(n), "write"))));
    expect(countByTime(bench, 2)).to.deep.equal([
      [31_000, 5],
      [51_000, 6],
      [71_000, 7],
      [91_000, 8],
      [111_000, 9],
      [131_000, 10],
      [151_000, 10],
      [171_000, 10],
      [191_000, 5],
    ]);
  });

  it("takes what is throttled at once for one event, and a later one for another", async () => {
    const { time, send, sent } = openBench({ writesPerWindow: 8 });
    const throttle = (count: number): Promise<unknown> =>
      time.run(
        Promise.all(
          range(count).map(() => send("x", "write", { status: 429, retryAfterMs: 1_000 })),
        ),
      );
    const burst = async (): Promise<number> => {
      const before = sent.length;
      await time.run(Promise.all(range(8).map(() => send("y", "write"))));
      const [first] = sent.slice(before);
      return sent.slice(before).filter(({ atMs }) => atMs === first?.atMs).length;
    };
    await throttle(8);
    await throttle(8);
    expect(await burst()).to.equal(4);
    await time.run(time.sleep(10_000_000));
    await throttle(8);
    await time.run(time.sleep(windowMs));
    await throttle(1);
    await time.run(time.sleep(windowMs));
    await throttle(1);
    await time.run(time.sleep(windowMs));
    expect(await burst()).to.equal(2);
  });

  it("forgets an event after a window without another", async () => {
    const bench = openBench({ writesPerWindow: 10 });
    const { time, send } = bench;
    await send("throttled", "write", { status: 429, retryAfterMs: 1_000 });
    await time.run(time.sleep(windowMs + 1_000));
    await send("much later", "write", { status: 429, retryAfterMs: 30_000 });
    await time.run(Promise.all(range(10).map((n) => send(String(n), "write"))));
    expect(countByTime(bench, 2)).to.deep.equal([[51_000, 10]]);
  });

  it("pauses everything after a read is throttled, and for a second where no time is named", async () => {
    const { time, send, sent } = openBench();
    await send("read", "read", { status: 429 });
    await time.run(Promise.all([send("a", "write"), send("b", "read")]));
    expect(sent.map(({ atMs }) => atMs)).to.deep.equal([0, 1_000, 1_000]);
  });

  it("does not keep a pause that none of the waiting could outlast", async () => {
    const { time, send, sent } = openBench();
    await send("a", "write", { status: 429, retryAfterMs: 300_001 });
    await time.run(send("b", "write"));
    expect(sent.at(-1)?.atMs).to.equal(0);
  });

  it("has no timer while nothing waits", async () => {
    const { time, send } = openBench({ writesPerWindow: 1 });
    await send("a", "write", { status: 429, retryAfterMs: 1_000 });
    expect(time.sleeperCount()).to.equal(0);
    const waiting = send("b", "write");
    expect(time.sleeperCount()).to.equal(1);
    await time.run(waiting);
    expect(time.sleeperCount()).to.equal(0);
  });

  describe("how many requests are under way", () => {
    /** How many are, whenever one is sent, at most in each round of answers that take as long. */
    const rounds = async (
      { time, send, sent }: Bench,
      answers: Answer[],
      latencyMs = 100,
    ): Promise<number[]> => {
      const before = sent.length;
      await time.run(
        Promise.all(answers.map((answer, n) => send(String(n), "read", { latencyMs, ...answer }))),
      );
      const times = sent.slice(before).map(({ atMs }) => atMs);
      return [...new Set(times)].map((atMs) => times.filter((each) => each === atMs).length);
    };
    const prompt = (count: number): Answer[] => range(count).map(() => ({}));
    const unlimited = { requestsPerWindow: 100_000 };

    it("doubles with each round of prompt answers", async () => {
      expect(await rounds(openBench(unlimited), prompt(480))).to.deep.equal([32, 64, 128, 256]);
    });

    it("grows no further than it is needed", async () => {
      const bench = openBench(unlimited);
      for (let round = 0; round < 9; round += 1) await rounds(bench, prompt(8));
      expect(await rounds(bench, prompt(96))).to.deep.equal([32, 64]);
    });

    const troubles: Record<string, Answer> = {
      "are throttled": { status: 429, retryAfterMs: 0 },
      "find Graph overloaded": { status: 503 },
      "take long": { latencyMs: 2_000 },
    };
    for (const [what, trouble] of Object.entries(troubles)) {
      it(`halves once where several ${what}, and then grows by one a round`, async () => {
        const bench = openBench(unlimited);
        const { time } = bench;
        await rounds(bench, [...prompt(20), ...range(12).map(() => trouble)]);
        await time.run(time.sleep(60_000));
        expect(await rounds(bench, prompt(16 + 17 + 18))).to.deep.equal([16, 17, 18]);
      });
    }

    it("does not fall for an answer that says no for good", async () => {
      const bench = openBench(unlimited);
      await rounds(bench, [{ status: 403 }, { status: 404 }]);
      expect(await rounds(bench, prompt(32))).to.deep.equal([32]);
    });

    it("takes a write for slow beside other writes only", async () => {
      const bench = openBench(unlimited);
      await rounds(bench, prompt(1));
      await bench.time.run(bench.send("write", "write", { latencyMs: 2_000 }));
      expect(await rounds(bench, prompt(32))).to.deep.equal([32]);
    });

    it("leaves one, however long the trouble lasts", async () => {
      const bench = openBench(unlimited);
      for (let round = 0; round < 9; round += 1) {
        await rounds(bench, [{ status: 503 }]);
        await bench.time.run(bench.time.sleep(1));
      }
      expect(await rounds(bench, prompt(2))).to.deep.equal([1, 1]);
    });
  });
});
