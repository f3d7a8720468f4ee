import { expect } from "chai";
import fc from "fast-check";
import { createGraphClient, type GraphClient } from "../../provider/dist/graph/graphClient.js";
import { RetryBudget } from "../../provider/dist/graph/retry.js";
import type { HttpResponse } from "../../provider/dist/graph/sendHttp.js";
import type { GraphClientOptions } from "../../provider/dist/graph/sending.js";
import { graphEndpoint, json, text, token } from "./scriptedList.ts";
import { parseAny, sendWrite } from "./sendWrite.ts";
import { createVirtualTime, type VirtualTime } from "./virtualTime.ts";

const budgetMs = 60_000;

/** What comes back, and after how long. */
interface Exchange {
  response: HttpResponse;
  takesMs?: number;
}

const throttled = (retryAfter: string, takesMs = 0): Exchange => ({
  response: json({}, 429, { "retry-after": retryAfter }),
  takesMs,
});
const done: Exchange = { response: json({}) };

describe("The retry budget", () => {
  let time: VirtualTime;
  let startMs: number;
  let waits: number[];
  /** When each request was sent, in seconds, by its path. */
  let sentAt: Record<string, number[]>;
  beforeEach(() => {
    time = createVirtualTime();
    startMs = time.now();
    waits = [];
    sentAt = {};
  });

  /** The exchanges of each path in turn; the last one lasts. */
  const open = (
    script: Record<string, Exchange[]>,
    random = 0,
    budget?: RetryBudget,
  ): GraphClient => {
    const options: GraphClientOptions = {
      graphEndpoint,
      getToken: () => Promise.resolve(token),
      async sendHttp({ url }) {
        const path = url.slice(graphEndpoint.length);
        const sent = (sentAt[path] ??= []);
        const exchange = script[path]?.[sent.length] ?? script[path]?.at(-1) ?? done;
        sent.push((time.now() - startMs) / 1000);
        if (exchange.takesMs) await time.sleep(exchange.takesMs);
        return exchange.response;
      },
      now: time.now,
      retry: {
        budgetMs,
        random: () => random,
        sleep(waitMs) {
          waits.push(waitMs);
          return time.sleep(waitMs);
        },
      },
    };
    return createGraphClient(options, budget);
  };
  /** Its requests are of one operation. */
  const openOperation = (script: Record<string, Exchange[]>, random = 0): GraphClient =>
    open(script, random, new RetryBudget(budgetMs));
  const read = (client: GraphClient, path: string): Promise<unknown> =>
    client.request({ action: "read", path, parse: parseAny });
  /** A write that reads both paths side by side, as one of a set does. */
  const write = (client: GraphClient): Promise<unknown> =>
    sendWrite(
      client,
      { path: "/write" },
      {
        async read() {
          await Promise.all([read(client, "/a"), read(client, "/b")]);
          return { live: undefined, readAtMs: time.now() };
        },
      },
    );
  const outcomeOf = (work: Promise<unknown>): Promise<string> =>
    time.run(work.then(() => "done", String));

  for (const act of ["read", "write"]) {
    it(`ends a ${act} that is throttled for ever, however short the wait that is asked for`, async () => {
      const client = open({ "/x": [throttled("0.0001")], "/write": [throttled("0.0001")] });
      const outcome = await outcomeOf(act === "read" ? read(client, "/x") : write(client));
      expect(outcome).to.include("Gave up after 7 attempts: a wait of 20 s would exceed");
      const seconds = [1, 2, 4, 8, 16, 20];
      expect(waits).to.deep.equal(seconds.map((wait) => wait * 1000));
    });
  }

  it("is one for all requests of an operation", async () => {
    const client = openOperation({
      "/a": [throttled("20"), done],
      "/b": [done, throttled("20"), done],
      "/write": [throttled("20")],
    });
    expect(await outcomeOf(write(client))).to.include("Gave up after 2 attempts");
    // 20 s for /a, 20 for the write, 20 for /b: none is left for the write's second wait.
    expect(sentAt).to.deep.equal({ "/a": [0, 20, 40], "/b": [0, 40, 60], "/write": [20, 60] });
  });

  it("is one for each request that is of no operation", async () => {
    const client = open({ "/a": [throttled("40"), done], "/b": [throttled("40"), done] });
    const both = read(client, "/a").then(() => read(client, "/b"));
    expect(await outcomeOf(both)).to.equal("done");
    const one = openOperation({
      "/c": [throttled("40"), done],
      "/d": [throttled("40"), done],
    });
    expect(await outcomeOf(read(one, "/c").then(() => read(one, "/d")))).to.include("Gave up");
  });

  it("is spent once by requests that wait side by side", async () => {
    const client = openOperation({
      "/a": [throttled("30"), done],
      "/b": [throttled("25"), done],
      "/write": [throttled("30"), done],
    });
    expect(await outcomeOf(write(client))).to.equal("done");
    expect(sentAt["/write"]).to.deep.equal([30, 60]);
  });

  it("is spent by a long attempt that fails, though another request waited at its end", async () => {
    const client = openOperation({
      "/a": [{ response: text("", 504), takesMs: 40_000 }],
      "/b": [{ ...done, takesMs: 39_000 }],
      "/c": [throttled("1"), done],
    });
    const other = read(client, "/b").then(() => read(client, "/c"));
    const both = Promise.all([read(client, "/a"), other]);
    expect(await outcomeOf(both)).to.include("Gave up after 2 attempts");
    expect(sentAt).to.deep.equal({ "/a": [0, 41], "/b": [0], "/c": [39, 40] });
  });

  it("gains nothing from a clock that is set back", () => {
    const budget = new RetryBudget(10);
    budget.charge(9_000, 5_000);
    expect(budget.spend(5_000, 5_010)).to.be.true;
    expect(budget.spend(5_010, 5_011)).to.be.false;
    expect(budget.spend(5_000, 5_010)).to.be.true;
  });

  it("is exceeded by no operation, whatever fails, but by a write under way and the look after it", async () => {
    const exchange = fc.record({
      response: fc.oneof(
        fc.integer({ min: 0, max: 30 }).map((after) => throttled(`${after}`).response),
        fc.constantFrom(text("", 502), json({}, 423), text("", 504)),
        fc.constant({ fault: { code: "ECONNRESET", message: "cut" } }),
      ),
      takesMs: fc.integer({ min: 0, max: 9_000 }),
    });
    // What succeeds does so at once: its time is not the budget's.
    const exchanges = fc.array(fc.oneof(exchange, fc.constant(done)), {
      minLength: 1,
      maxLength: 9,
    });
    const scripts = fc.record({ "/a": exchanges, "/b": exchanges, "/write": exchanges });
    await fc.assert(
      fc.asyncProperty(
        scripts,
        fc.double({ min: 0, max: 0.99, noNaN: true }),
        async (script, drawn) => {
          const fromMs = time.now();
          sentAt = {};
          await outcomeOf(write(openOperation(script, drawn)));
          expect(time.now() - fromMs).to.be.at.most(budgetMs + 2 * 9_000);
        },
      ),
    );
  });
});
