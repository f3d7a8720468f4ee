// @ts-nocheck
import { expect } from "chai";
import { describeDaysLeft, findExpiry, type Expiry } from "../../provider/dist/report/expiry.js";
import { dayMs, nowMs } from "./readings.ts";

describe("findExpiry", () => {
  const cases: readonly (readonly [string, number, Expiry, string])[] = [
    ["30 days and a millisecond", 30 * dayMs + 1, { daysLeft: 30, state: "valid" }, "in 30 days"],
    ["30 days", 30 * dayMs, { daysLeft: 30, state: "expiring" }, "in 30 days"],
    ["a day and a half", 1.5 * dayMs, { daysLeft: 1, state: "expiring" }, "in 1 day"],
    ["a millisecond", 1, { daysLeft: 0, state: "expiring" }, "within a day"],
    ["nothing", 0, { daysLeft: 0, state: "expired" }, "just expired"],
    ["an hour too few", -3_600_000, { daysLeft: 0, state: "expired" }, "just expired"],
    ["two days too few", -2 * dayMs, { daysLeft: -2, state: "expired" }, "2 days ago"],
  ];
  for (const [left, leftMs, expiry, words] of cases) {
    it(`calls a profile with ${left} left ${expiry.state}, ${words}`, () => {
      const found = findExpiry(new Date(nowMs + leftMs).toISOString(), { nowMs, warnDays: 30 });
      expect(found).to.deep.equal(expiry);
      expect(Object.is(found.daysLeft, -0)).to.be.false;
      expect(describeDaysLeft(found)).to.equal(words);
    });
  }

  for (const text of [undefined, "", "soon", "0001-01-01T00:00:00Z"]) {
    it(`knows nothing of the date ${JSON.stringify(text)}`, () => {
      const found = findExpiry(text, { nowMs, warnDays: 30 });
      expect(found).to.deep.equal({ daysLeft: null, state: "unknown" });
      expect(describeDaysLeft(found)).to.equal("no date");
    });
  }

  it("reads a time with an offset as the instant that it is", () => {
    const found = findExpiry("2026-11-26T09:29:59+00:00", { nowMs, warnDays: 0 });
    expect(found).to.deep.equal({ daysLeft: 0, state: "valid" });
    expect(findExpiry("2026-11-25T10:30:00+01:00", { nowMs, warnDays: 0 }).state).to.equal(
      "expired",
    );
  });
});
