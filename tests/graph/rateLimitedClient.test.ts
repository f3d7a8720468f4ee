import { expect } from "chai";
import { createGraphClient, type GraphClient } from "../../provider/dist/graph/graphClient.js";
import { GraphError } from "../../provider/dist/graph/graphError.js";
import { createRateLimiter } from "../../provider/dist/graph/rateLimiter.js";
import type { SendHttp } from "../../provider/dist/graph/sendHttp.js";
import { graphEndpoint, json, path, token } from "./scriptedList.ts";
import { parseAny, readNothing, sendWrite } from "./sendWrite.ts";
import { createVirtualTime, type VirtualTime } from "./virtualTime.ts";

const windowMs = 20_000;

describe("A client of Graph with a quota", () => {
  let time: VirtualTime;
  let startMs: number;
  /** When each request was sent, in seconds, and how long it had waited, in milliseconds. */
  let sentAt: number[];
  let waitedMs: unknown[];

  beforeEach(() => {
    time = createVirtualTime();
    startMs = time.now();
    sentAt = [];
    waitedMs = [];
  });

  const open = (sendHttp: SendHttp, writesPerWindow = 1, requestsPerWindow = 9): GraphClient =>
    createGraphClient({
      graphEndpoint,
      getToken: () => Promise.resolve(token),
      sendHttp: (request) => {
        sentAt.push(seconds());
        return sendHttp(request);
      },
      now: time.now,
      retry: { budgetMs: 60_000, sleep: time.sleep, random: () => 0 },
      rateLimiter: createRateLimiter({
        ...time,
        writesPerWindow,
        requestsPerWindow,
        windowMs,
        longestPauseMs: 60_000,
      }),
      logAttempt: ({ waitMs }) => void waitedMs.push(waitMs),
    });
  const seconds = (): number => (time.now() - startMs) / 1000;
  const write = (client: GraphClient): Promise<unknown> => sendWrite(client);
  const read = (client: GraphClient): Promise<unknown> =>
    client.request({ action: "read", path, parse: parseAny });

  it("gives its place back after an answer, after a fault, and after a mistake of ours", async () => {
    const outcomes: SendHttp[] = [
      () => Promise.resolve(json({})),
      () => Promise.resolve({ fault: { code: "Any", message: "no answer" } }),
      () => Promise.reject(new TypeError("a mistake")),
      () => Promise.resolve(json({})),
    ];
    const client = open((request) => (outcomes.shift() ?? outcomes[0])?.(request) ?? fail());
    const writes = Promise.allSettled([1, 2, 3, 4].map(() => write(client)));
    expect((await time.run(writes)).map(({ status }) => status)).to.deep.equal([
      "fulfilled",
      "rejected",
      "rejected",
      "fulfilled",
    ]);
    expect(sentAt).to.deep.equal([0, 20, 40, 60]);
  });

  it("logs how long a write waited for its place", async () => {
    const client = open(() => Promise.resolve(json({})));
    await time.run(Promise.all([write(client), write(client)]));
    expect(waitedMs).to.deep.equal([0, 20_000]);
  });

  it("holds no read back for the quota of writes", async () => {
    const client = open(() => Promise.resolve(json({})));
    await time.run(Promise.all([write(client), read(client), read(client)]));
    expect(sentAt).to.deep.equal([0, 0, 0]);
  });

  it("holds all writes back after one is throttled", async () => {
    const answers = [json({}, 429, { "retry-after": "30" })];
    const client = open(() => Promise.resolve(answers.shift() ?? json({})), 4);
    await time.run(write(client));
    expect(sentAt).to.deep.equal([0, 30]);
    await time.run(Promise.all([write(client), write(client), write(client)]));
    expect(sentAt).to.deep.equal([0, 30, 30, 30, 30]);
  });

  it("repeats a write before those that came later", async () => {
    const answers = [json({}, 423)];
    const urls: string[] = [];
    const client = open(({ url }) => {
      urls.push(url.slice(graphEndpoint.length));
      return Promise.resolve(answers.shift() ?? json({}));
    });
    await time.run(Promise.all(["/a", "/b", "/c"].map((to) => sendWrite(client, { path: to }))));
    expect(urls).to.deep.equal(["/a", "/a", "/b", "/c"]);
  });

  describe("and a write that had to wait for it", () => {
    /** When what is live was read, in seconds, by all writes; a read takes no time unless it says so. */
    let readAt: number[];
    beforeEach(() => {
      readAt = [];
    });
    type Look = () => Promise<unknown>;
    const writeFresh = (client: GraphClient, look: Look = readNothing, to = path) =>
      sendWrite(
        client,
        { path: to },
        {
          async read() {
            readAt.push(seconds());
            await look();
            return { live: undefined, readAtMs: time.now() };
          },
        },
      );
    /** The last one lasts. */
    const inTurn = (...looks: Look[]): Look => {
      return () => ((looks.length > 1 ? looks.shift() : looks[0]) ?? readNothing)();
    };

    it("reads again once its place is free, and is sent then", async () => {
      const client = open(() => Promise.resolve(json({})));
      await time.run(Promise.all([1, 2, 3].map(() => writeFresh(client))));
      expect(sentAt).to.deep.equal([0, 20, 40]);
      // The third, to which the second had left its place meanwhile, and once more when there was one for it.
      expect(readAt).to.deep.equal([0, 0, 0, 20, 20, 40]);
    });

    const ages: [ageMs: number, readAt: number[]][] = [
      [1_000, [19]],
      [1_001, [18.999, 20]],
    ];
    for (const [ageMs, expected] of ages) {
      it(`${expected.length > 1 ? "reads" : "does not read"} again after ${ageMs} ms`, async () => {
        const client = open(() => Promise.resolve(json({})));
        await time.run(write(client));
        await time.run(time.sleep(windowMs - ageMs));
        await time.run(writeFresh(client));
        expect(sentAt).to.deep.equal([0, 20]);
        expect(readAt).to.deep.equal(expected);
      });
    }

    it("sends what the second snapshot asks for, or nothing where it leaves nothing to do", async () => {
      const sent: string[] = [];
      const client = open(({ body = "" }) => {
        sent.push(body);
        return Promise.resolve(json({}));
      });
      let live = 1;
      const add = (): Promise<unknown> =>
        client.write({
          read: () => Promise.resolve({ live, readAtMs: time.now() }),
          requestFor: (found) =>
            found < 3 ? { action: "add", method: "POST", path, body: found } : undefined,
          parse: parseAny,
        });
      const added = Promise.all([write(client), add(), add()]);
      await time.run(time.sleep(10_000));
      live = 2;
      await time.run(time.sleep(15_000));
      live = 3;
      expect(await time.run(added)).to.deep.include.members([{ answer: {} }, { live: 3 }]);
      expect(sent).to.deep.equal(["", "2"]);
      expect(sentAt).to.deep.equal([0, 20]);
    });

    it("leaves its place to others where nothing is to be sent any more", async () => {
      const client = open(() => Promise.resolve(json({})));
      const reason = new Error("It has changed.");
      const outcomes = Promise.allSettled([
        write(client),
        writeFresh(
          client,
          inTurn(readNothing, () => Promise.reject(reason)),
        ),
        write(client),
      ]);
      const [, second] = await time.run(outcomes);
      expect(second).to.deep.equal({ status: "rejected", reason });
      expect(sentAt).to.deep.equal([0, 20]);
    });

    it("leaves its reads a place, and is sent in the end however small the quota is", async () => {
      const client = open(() => Promise.resolve(json({})), 1, 1);
      const look = inTurn(readNothing, () => read(client));
      await time.run(Promise.all([read(client), writeFresh(client, look)]));
      expect(readAt).to.deep.equal([0, 20, 40, 60, 80, 100]);
      expect(sentAt).to.deep.equal([0, 20, 40, 60, 80, 100, 120]);
    });

    it("is sent before those that came later", async () => {
      const urls: string[] = [];
      const client = open(({ url }) => {
        urls.push(url.slice(graphEndpoint.length));
        return Promise.resolve(json({}));
      });
      const look = (): Promise<void> => time.sleep(1);
      await time.run(Promise.all(["/a", "/b", "/c"].map((to) => writeFresh(client, look, to))));
      expect(urls).to.deep.equal(["/a", "/b", "/c"]);
    });

    it("does not charge the budget for reading again after that wait", async () => {
      const answers = [json({}), json({}, 429, { "retry-after": "45" }), json({})];
      const client = open(() => Promise.resolve(answers.shift() ?? fail()));
      const look = inTurn(readNothing, () => time.sleep(40_000), readNothing);
      await time.run(Promise.all([write(client), writeFresh(client, look)]));
      expect(sentAt).to.deep.equal([0, 60, 105]);
    });

    const charges: [readMs: number, outcome: RegExp][] = [
      [40_000, /exceed the retry budget/],
      [30_000, /^sent$/],
    ];
    for (const [readMs, expected] of charges) {
      it(`charges the budget for reading again after a failure, of ${readMs} ms as well`, async () => {
        const failure = json({}, 429, { "retry-after": "15" });
        const answers = [failure, failure, json({})];
        const client = open(() => Promise.resolve(answers.shift() ?? fail()), 9);
        const look = inTurn(readNothing, () => time.sleep(readMs), readNothing);
        const outcome = writeFresh(client, look).then(() => "sent", String);
        expect(await time.run(outcome)).to.match(expected);
      });
    }
  });

  it("does not charge the budget for waiting for the quota", async () => {
    const answers = [1, 2, 3, 4, 5].map(() => json({}));
    answers.push(json({}, 423));
    const client = open(() => Promise.resolve(answers.shift() ?? json({})));
    await time.run(Promise.all([1, 2, 3, 4, 5, 6].map(() => write(client))));
    expect(sentAt).to.deep.equal([0, 20, 40, 60, 80, 100, 120]);
  });

  it("charges the budget for attempts that take long", async () => {
    const client = open(async () => {
      await time.sleep(25_000);
      return json({}, 423);
    });
    const error: unknown = await time.run(write(client).catch((reason: unknown) => reason));
    expect(error).to.be.instanceOf(GraphError);
    expect(sentAt).to.have.lengthOf(3);
  });
});

function fail(): never {
  throw new Error("no answer is scripted");
}
