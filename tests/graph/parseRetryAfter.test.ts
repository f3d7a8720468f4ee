import { inspect } from "node:util";
import { expect } from "chai";
import fc from "fast-check";
import { parseRetryAfter } from "../../provider/dist/graph/retry.js";

const nowMs = Date.parse("2026-01-01T12:00:00Z");

describe("parseRetryAfter", () => {
  const rows: [header: string | undefined, waitMs: number | undefined][] = [
    ["0", 0],
    ["17", 17_000],
    [" 17 ", 17_000],
    ["2.128", 2_128],
    ["0.0001", 1],
    ["86400", 86_400_000],
    ["Thu, 01 Jan 2026 12:00:30 GMT", 30_000],
    ["Thu, 01 Jan 2026 11:59:30 GMT", 0],
    ["-1", undefined],
    ["", undefined],
    [" ", undefined],
    ["later", undefined],
    ["2s", undefined],
    ["Infinity", undefined],
    ["NaN", undefined],
    [undefined, undefined],
  ];
  for (const [header, waitMs] of rows) {
    const wait = waitMs === undefined ? "no time to wait" : `${waitMs} ms`;
    it(`reads ${inspect(header)} as ${wait}`, () => {
      expect(parseRetryAfter(header, nowMs)).to.equal(waitMs);
    });
  }

  it("measures a date against the response's own, whatever this machine's clock says", () => {
    const [sentAt, until] = ["Fri, 02 Jan 2026 12:00:00 GMT", "Fri, 02 Jan 2026 12:00:09 GMT"];
    expect(parseRetryAfter(until, nowMs, sentAt)).to.equal(9_000);
    expect(parseRetryAfter(until, nowMs, "yesterday")).to.equal(86_409_000);
  });

  it("never asks for less than the header does, nor for a millisecond more", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (seconds) => {
        const waitMs = parseRetryAfter(String(seconds), nowMs);
        expect(waitMs).to.be.within(seconds * 1000, seconds * 1000 + 1);
      }),
    );
  });

  it("answers a whole number of milliseconds that is not negative, or nothing, to any text", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.date().map(String)), (header) => {
        const waitMs = parseRetryAfter(header, nowMs) ?? 0;
        expect(Number.isInteger(waitMs) && waitMs >= 0).to.be.true;
      }),
    );
  });
});
