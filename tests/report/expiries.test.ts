import { expect } from "chai";
import fc from "fast-check";
import { layTimeline } from "../../provider/dist/report/html/expiries.js";
import { dayMs, nowMs, reportOf } from "./readings.ts";

const { placeOf, quarters } = layTimeline(reportOf([]));
const inDays = (days: number): number => placeOf(nowMs + days * dayMs);

describe("layTimeline", () => {
  it("keeps order and stays within its ends, whatever the dates", () => {
    const days = fc.array(fc.integer({ min: -3000, max: 20_000 }), { maxLength: 10 });
    fc.assert(
      fc.property(days, (all) => {
        const places = all.toSorted((a, b) => a - b).map(inDays);
        for (const place of places) expect(place).to.be.within(0, 100);
        expect(places).to.deep.equal(places.toSorted((a, b) => a - b));
      }),
    );
  });

  it("has room for a year from today, and for what has just expired", () => {
    expect(inDays(0)).to.be.within(10, 30);
    expect(inDays(366)).to.be.below(100);
    expect(inDays(-60)).to.be.above(0);
    expect([inDays(-3000), inDays(3000)]).to.deep.equal([0, 100]);
  });

  it("marks the starts of quarters in UTC", () => {
    expect(quarters.map(({ label }) => label)).to.deep.equal([
      "Oct 2026",
      "Jan 2027",
      "Apr 2027",
      "Jul 2027",
      "Oct 2027",
    ]);
    expect(quarters[1]?.place).to.equal(placeOf(Date.parse("2027-01-01T00:00:00Z")));
  });
});
