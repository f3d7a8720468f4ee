import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { createGraphClient } from "../../provider/dist/graph/graphClient.js";
import { createRateLimiter } from "../../provider/dist/graph/rateLimiter.js";
import { createRequestLog } from "../../provider/dist/graph/requestLog.js";
import type { HttpResponse } from "../../provider/dist/graph/sendHttp.js";
import { graphEndpoint, json, path, token } from "./scriptedList.ts";
import { parseAny } from "./sendWrite.ts";
import { createVirtualTime } from "./virtualTime.ts";

const attempt = {
  time: "2026-01-01T00:00:00.000Z",
  method: "GET",
  path,
  status: 200,
  clientRequestId: "client-1",
  attempt: 1,
  waitMs: 0,
  durationMs: 1,
};

describe("The request log", () => {
  let folder: string;
  let file: string;
  let warnings: string[];
  const warn = (message: string): void => void warnings.push(message);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "request-log-"));
    file = join(folder, "requests.jsonl");
    warnings = [];
  });
  afterEach(() => rm(folder, { recursive: true }));

  const lines = async (): Promise<Record<string, unknown>[]> =>
    (await readFile(file, "utf8"))
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  it("has a line for each attempt, and never a header or a body", async () => {
    const time = createVirtualTime();
    const answers: HttpResponse[] = [
      json({ error: { code: "TooManyRequests", message: "body-1" } }, 429, { "retry-after": "5" }),
      { fault: { code: "ECONNRESET", message: "socket hang up" } },
      json({ value: "body-2" }),
    ];
    const client = createGraphClient({
      graphEndpoint,
      getToken: () => Promise.resolve(token),
      sendHttp: async () => {
        await time.sleep(70);
        return answers.shift() ?? json({}, 500);
      },
      now: time.now,
      retry: { budgetMs: 60_000, sleep: time.sleep, random: () => 0 },
      rateLimiter: createRateLimiter({
        ...time,
        writesPerWindow: 9,
        requestsPerWindow: 9,
        longestPauseMs: 9e9,
      }),
      logAttempt: createRequestLog(file, warn),
    });
    await time.run(client.request({ action: "read", path, parse: parseAny }));
    const logged = await lines();
    const ids = logged.map(({ clientRequestId }) => clientRequestId);
    expect(new Set(ids).size).to.equal(3);
    const common = { method: "GET", path, durationMs: 70, clientRequestId: undefined };
    expect(logged.map((line) => ({ ...line, clientRequestId: undefined }))).to.deep.equal([
      {
        ...common,
        time: "2026-01-01T00:00:00.000Z",
        status: 429,
        requestId: "request-1",
        attempt: 1,
        waitMs: 0,
      },
      {
        ...common,
        time: "2026-01-01T00:00:05.070Z",
        fault: "ECONNRESET",
        attempt: 2,
        waitMs: 5_000,
      },
      {
        ...common,
        time: "2026-01-01T00:00:07.140Z",
        status: 200,
        requestId: "request-1",
        attempt: 3,
        waitMs: 2_000,
      },
    ]);
    expect(await readFile(file, "utf8")).not.to.match(/body-|token-|Bearer/);
    expect(warnings).to.deep.equal([]);
  });

  it("is for its owner alone, and is appended to", async () => {
    createRequestLog(file, warn)(attempt);
    expect((await stat(file)).mode & 0o777).to.equal(0o600);
    createRequestLog(file, warn)({ ...attempt, attempt: 2 });
    expect((await lines()).map((line) => line["attempt"])).to.deep.equal([1, 2]);
  });

  const unwritable: [what: string, spoil: () => Promise<string>, reason: RegExp][] = [
    ["a folder is missing", () => Promise.resolve(join(folder, "none", "log")), /ENOENT/],
    ["it is a folder", async () => (await mkdir(file), file), /EISDIR/],
    ["the disk is full", () => Promise.resolve("/dev/full"), /ENOSPC/],
    [
      "the path leads through a file",
      async () => (await writeFile(file, ""), join(file, "log")),
      /ENOTDIR/,
    ],
    ["the file system takes no files", () => Promise.resolve("/proc/requests.jsonl"), /E[A-Z]+/],
  ];
  for (const [what, spoil, reason] of unwritable) {
    it(`warns once, and hinders nothing, where ${what}`, async () => {
      const log = createRequestLog(await spoil(), warn);
      for (let count = 0; count < 3; count += 1) log(attempt);
      expect(warnings).to.have.lengthOf(1);
      expect(warnings[0]).to.match(
        /^Cannot write the request log [^\n]+ \(intune:requestLog\): [^\n]+$/,
      );
      expect(warnings[0]).to.match(reason);
    });
  }
});
