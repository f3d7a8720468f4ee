import { expect } from "chai";
import {
  describeDaysLeft,
  reportConfiguration,
  type ReportedConfiguration,
} from "../../provider/dist/report/reportedConfiguration.js";
import { configuration, dayMs, nowMs } from "./readings.ts";

function endOf(
  expirationDateTime: string | null,
  { warnDays = 30, certificateEnds = [] as readonly string[] } = {},
): ReportedConfiguration {
  const read = configuration(1, { expirationDateTime, certificateEnds });
  return reportConfiguration(read, new Map(), { nowMs, warnDays });
}

const inDays = (days: number): string => new Date(nowMs + days * dayMs).toISOString();

describe("the days that a profile has left", () => {
  type Expiry = Pick<ReportedConfiguration, "daysLeft" | "state">;
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
    it(`make one with ${left} left ${expiry.state}, ${words}`, () => {
      const found = endOf(new Date(nowMs + leftMs).toISOString());
      expect(found).to.include(expiry);
      expect(Object.is(found.daysLeft, -0)).to.be.false;
      expect(describeDaysLeft(found)).to.equal(words);
    });
  }

  for (const text of [null, "", "soon", "0001-01-01T00:00:00Z"]) {
    it(`are unknown by the date ${JSON.stringify(text)}`, () => {
      expect(endOf(text)).to.include({ daysLeft: null, state: "unknown" });
      expect(describeDaysLeft(endOf(text))).to.equal("no date");
    });
  }

  it("count from the instant that a time with an offset is", () => {
    const stateOf = (text: string) => endOf(text, { warnDays: 0 }).state;
    expect(stateOf("2026-11-26T09:29:59+00:00")).to.equal("valid");
    expect(stateOf("2026-11-25T10:30:00+01:00")).to.equal("expired");
  });
});

describe("the end of a profile", () => {
  const cases: readonly [what: string, profile: number, ends: number[], by: string, end: number][] =
    [
      ["without certificates", 100, [], "profile", 100],
      ["whose certificate ends later", 100, [200], "profile", 100],
      ["whose certificate ends with it", 100, [100], "profile", 100],
      ["whose certificate ends first", 100, [50], "certificate", 50],
      ["of whose valid certificates one ends first", 100, [200, 60], "certificate", 60],
      ["with a former certificate beside a valid one", 100, [-10, 200], "profile", 100],
      ["all of whose certificates have ended", 100, [-30, -10], "certificate", -10],
    ];
  for (const [what, profile, ends, endsFirst, end] of cases) {
    it(`is the ${endsFirst}'s for one ${what}`, () => {
      const found = endOf(inDays(profile), { certificateEnds: ends.map(inDays) });
      expect(found).to.include({ endsFirst, endDateTime: inDays(end) });
    });
  }

  it("is not known without any date", () => {
    expect(endOf(null)).to.include({
      certificateExpirationDateTime: null,
      endDateTime: null,
      endsFirst: null,
    });
  });
});
