import { expect } from "chai";
import type { Quota } from "intune-graph-emulator";
import { callGraph, configurationsPath, pick } from "./callGraph.ts";
import { withEmulator, type Bench } from "./withEmulator.ts";

const start = Date.parse("2026-11-24T12:00:00.250Z");

/** Runs a test under a quota, with a clock that the test moves. */
function withQuota(
  quota: Quota,
  test: (bench: Bench, clock: { advance(ms: number): void }) => Promise<void>,
) {
  let now = start;
  const clock = {
    advance: (ms: number) => {
      now += ms;
    },
  };
  return withEmulator({ now: () => now, behaviour: { quota } }, (bench) => test(bench, clock));
}

describe("A quota", () => {
  it("lets through what fits into the window, and more once it has slid on", () =>
    withQuota(
      { requestsPerWindow: 2, windowMs: 1000 },
      async ({ call, addConfiguration }, clock) => {
        const line = `GET ${addConfiguration().path}`;
        const statuses = [];
        for (const ms of [0, 600, 300, 100, 1000]) {
          clock.advance(ms);
          statuses.push((await call(line)).status);
        }
        // At 900 ms two are in the window; at 1000 ms the one of 600 and the refused one of 900 are.
        expect(statuses).to.deep.equal([200, 200, 429, 429, 200]);
      },
    ));

  it("counts writes apart from reads", () =>
    withQuota({ writesPerWindow: 1 }, async ({ call, addConfiguration }) => {
      const { path } = addConfiguration();
      const lines = ["GET", "GET", "PATCH", "PATCH", "GET"].map((method) => `${method} ${path}`);
      const statuses = [];
      for (const line of lines) {
        statuses.push((await call(line, line.startsWith("P") ? {} : undefined)).status);
      }
      expect(statuses).to.deep.equal([200, 200, 200, 429, 200]);
    }));

  it("counts each application by itself", () =>
    withQuota({ requestsPerWindow: 1 }, async ({ emulator, call, addConfiguration }) => {
      const { path } = addConfiguration();
      await call(`GET ${path}`);
      const token = () => emulator.issueToken({ clientId: "another" });
      const other = await callGraph({ baseUrl: emulator.url, token }, `GET ${path}`);
      expect(other.status).to.equal(200);
      expect((await call(`GET ${path}`)).status).to.equal(429);
    }));

  const spellings = {
    seconds: "3",
    decimal: "2.128",
    date: "Tue, 24 Nov 2026 12:00:03 GMT",
  };
  for (const [retryAfter, spelled] of Object.entries(spellings)) {
    it(`says in ${retryAfter} when to try again, and is then as good as its word`, () => {
      const quota = { requestsPerWindow: 1, windowMs: 2128, retryAfter } as Quota;
      return withQuota(quota, async ({ call, addConfiguration }, clock) => {
        const line = `GET ${addConfiguration().path}`;
        await call(line);
        const throttled = await call(line);
        expect(throttled.status).to.equal(429);
        expect(throttled.headers.get("retry-after")).to.equal(spelled);
        expect(pick(throttled.body, "error", "code")).to.equal("TooManyRequests");
        clock.advance(retryAfter === "date" ? Date.parse(spelled) - start : Number(spelled) * 1000);
        expect((await call(line)).status).to.equal(200);
      });
    });
  }

  it("can say nothing of when to try again", () =>
    withQuota({ requestsPerWindow: 0, retryAfter: "absent" }, async ({ call }) => {
      const throttled = await call(`GET ${configurationsPath}`);
      expect(throttled.status).to.equal(429);
      expect(throttled.headers.has("retry-after")).to.equal(false);
    }));
});
