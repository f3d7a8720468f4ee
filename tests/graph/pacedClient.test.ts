import { expect } from "chai";
import { createGraphClient, type GraphClient } from "../../provider/dist/graph/graphClient.js";
import { GraphError } from "../../provider/dist/graph/graphError.js";
import { createRateLimiter } from "../../provider/dist/graph/rateLimiter.js";
import type { SendHttp } from "../../provider/dist/graph/sendHttp.js";
import { graphEndpoint, json, path, token } from "./scriptedList.ts";
import { createVirtualTime, type VirtualTime } from "./virtualTime.ts";

const windowMs = 20_000;

describe("A client of Graph with a quota", () => {
  let time: VirtualTime;
  let startMs: number;
  /** When each request was sent, in seconds. */
  let sentAt: number[];

  beforeEach(() => {
    time = createVirtualTime();
    startMs = time.now();
    sentAt = [];
  });

  const open = (sendHttp: SendHttp, writesPerWindow = 1, requestsPerWindow = 9): GraphClient =>
    createGraphClient({
      graphEndpoint,
      getToken: () => Promise.resolve(token),
      sendHttp: (request) => {
        sentAt.push((time.now() - startMs) / 1000);
        return sendHttp(request);
      },
      now: time.now,
      retry: { budgetMs: 60_000, sleep: time.sleep, random: () => 1 },
      rateLimiter: createRateLimiter({
        ...time,
        writesPerWindow,
        requestsPerWindow,
        windowMs,
        longestPauseMs: 60_000,
      }),
    });
  const write = (client: GraphClient): Promise<unknown> =>
    client.request({ action: "write", method: "POST", path });

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

  it("holds no read back for the quota of writes", async () => {
    const client = open(() => Promise.resolve(json({})));
    const read = (): Promise<unknown> => client.request({ action: "read", method: "GET", path });
    await time.run(Promise.all([write(client), read(), read()]));
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
    const writeTo = (to: string): Promise<unknown> =>
      client.request({ action: "write", method: "POST", path: to });
    await time.run(Promise.all(["/a", "/b", "/c"].map(writeTo)));
    expect(urls).to.deep.equal(["/a", "/a", "/b", "/c"]);
  });

  describe("asked to recheck a write that had to wait", () => {
    /** When each write was rechecked, in seconds; none takes time. */
    let recheckedAt: number[];
    beforeEach(() => {
      recheckedAt = [];
    });
    const seconds = (): number => (time.now() - startMs) / 1000;
    const checkedWrite = (
      client: GraphClient,
      to = path,
      recheck = (): Promise<void> => Promise.resolve(),
    ) =>
      client.request({
        action: "write",
        method: "POST",
        path: to,
        async recheck() {
          recheckedAt.push(seconds());
          await recheck();
          return undefined;
        },
      });

    it("does so once its place is free, and sends it then", async () => {
      const client = open(() => Promise.resolve(json({})));
      await time.run(Promise.all([1, 2, 3].map(() => checkedWrite(client))));
      expect(sentAt).to.deep.equal([0, 20, 40]);
      // The third, to which the second had left its place meanwhile, and once more when there was one for it.
      expect(recheckedAt).to.deep.equal([20, 20, 40]);
    });

    it("does not where the wait was short", async () => {
      const client = open(() => Promise.resolve(json({})));
      await time.run(write(client));
      await time.run(time.sleep(windowMs - 1_000));
      await time.run(checkedWrite(client));
      expect(sentAt).to.deep.equal([0, 20]);
      expect(recheckedAt).to.be.empty;
    });

    it("leaves its place to others where nothing is to be sent any more", async () => {
      const client = open(() => Promise.resolve(json({})));
      const reason = new Error("It has changed.");
      const reject = (): Promise<void> => Promise.reject(reason);
      const outcomes = Promise.allSettled([
        write(client),
        checkedWrite(client, path, reject),
        write(client),
      ]);
      const [, second] = await time.run(outcomes);
      expect(second).to.deep.equal({ status: "rejected", reason });
      expect(sentAt).to.deep.equal([0, 20]);
    });

    it("leaves the reads of the recheck a place, and is sent in the end however small the quota is", async () => {
      const client = open(() => Promise.resolve(json({})), 1, 1);
      const read = (): Promise<unknown> =>
        client.request({ action: "read", method: "GET", path: "/live" });
      const recheck = async (): Promise<void> => {
        await read();
      };
      await time.run(Promise.all([read(), checkedWrite(client, path, recheck)]));
      expect(recheckedAt).to.deep.equal([20, 40, 60, 80, 100]);
      expect(sentAt).to.deep.equal([0, 20, 40, 60, 80, 100, 120]);
    });

    it("sends it before those that came later", async () => {
      const urls: string[] = [];
      const client = open(({ url }) => {
        urls.push(url.slice(graphEndpoint.length));
        return Promise.resolve(json({}));
      });
      const turn = (): Promise<void> => time.sleep(1);
      await time.run(Promise.all(["/a", "/b", "/c"].map((to) => checkedWrite(client, to, turn))));
      expect(urls).to.deep.equal(["/a", "/b", "/c"]);
    });

    const charges: [recheckMs: number, outcome: RegExp][] = [
      [40_000, /exceed the retry budget/],
      [30_000, /^sent$/],
    ];
    for (const [recheckMs, expected] of charges) {
      it(`charges the budget for the recheck, of ${recheckMs} ms as well`, async () => {
        const answers = [json({}), json({}, 429, { "retry-after": "25" }), json({})];
        const client = open(() => Promise.resolve(answers.shift() ?? fail()));
        let waitMs = recheckMs;
        const recheck = async (): Promise<void> => {
          await time.sleep(waitMs);
          waitMs = 0;
        };
        const writes = [write(client), checkedWrite(client, path, recheck)];
        const [, outcome] = writes.map((sent) => sent.then(() => "sent", String));
        expect(await time.run(outcome ?? fail())).to.match(expected);
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
