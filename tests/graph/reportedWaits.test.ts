import { expect } from "chai";
import { createGraphClient } from "../../provider/dist/graph/graphClient.js";
import { reportEachMinute } from "../../provider/dist/graph/openGraph.js";
import type { HttpResponse } from "../../provider/dist/graph/sendHttp.js";
import { graphEndpoint, json, token } from "./scriptedList.ts";
import { parseAny } from "./sendWrite.ts";
import { createVirtualTime } from "./virtualTime.ts";

const throttled = (seconds: number) =>
  json({ error: { code: "TooManyRequests" } }, 429, { "retry-after": String(seconds) });

describe("A run that Graph holds up", () => {
  /** Reads as many objects at once, each with the responses; the last one succeeds. */
  const readHeldUp = async (script: HttpResponse[], objects = 1): Promise<string[]> => {
    const time = createVirtualTime();
    const lines: string[] = [];
    const sent: Record<string, number> = {};
    const client = createGraphClient({
      graphEndpoint,
      getToken: () => Promise.resolve(token),
      sendHttp({ url }) {
        const attempt = (sent[url] = (sent[url] ?? 0) + 1);
        return Promise.resolve(script[attempt - 1] ?? json({}));
      },
      now: time.now,
      retry: {
        budgetMs: 300_000,
        random: () => 0,
        sleep: time.sleep,
        report: reportEachMinute((line) => void lines.push(line), time.now),
      },
    });
    const reads = Array.from({ length: objects }, (_, number) =>
      client.request({ action: "read the set", path: `/${number}`, parse: parseAny }),
    );
    await time.run(Promise.all(reads));
    return lines;
  };
  const line =
    "Cannot read the set: Graph answered 429 TooManyRequests. The next attempt is in 100 s.";

  it("says nothing for half a minute", async () => {
    expect(await readHeldUp([throttled(1), throttled(20)])).to.deep.equal([]);
  });

  it("says why before a longer wait, and when it goes on", async () => {
    expect(await readHeldUp([throttled(100)])).to.deep.equal([line]);
  });

  it("says so once a minute, however many requests are held up", async () => {
    expect(await readHeldUp([throttled(100), throttled(100)], 50)).to.deep.equal([line, line]);
  });
});
