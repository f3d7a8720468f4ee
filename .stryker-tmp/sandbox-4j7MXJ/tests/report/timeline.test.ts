// @ts-nocheck
import { expect } from "chai";
import fc from "fast-check";
import { layTimeline } from "../../provider/dist/report/timeline.js";
import { configuration, dayMs, nowMs, reportOf } from "./readings.ts";

describe("layTimeline", () => {
  it("keeps order, stays within its ends, and has today between them, whatever the dates", () => {
    const days = fc.array(fc.integer({ min: -3000, max: 20_000 }), { maxLength: 10 });
    fc.assert(
      fc.property(days, (all) => {
        const sorted = all.toSorted((a, b) => a - b);
        const report = reportOf(all.map((daysLeft, index) => configuration(index, { daysLeft })));
        const { todayPlace, warnPlace, ticks, placeOf } = layTimeline(report);
        const places = sorted.map((day) => placeOf(dateIn(day)).place);
        for (const place of [...places, todayPlace, warnPlace, ...ticks.map((tick) => tick.place)])
          expect(place).to.be.within(0, 100);
        expect(places).to.deep.equal(places.toSorted((a, b) => a - b));
        expect(todayPlace).to.be.within(5, 85);
        expect(ticks.length).to.be.within(2, 8);
      }),
    );
  });

  it("says of a date far off that it is beyond an end, and stretches for one that is near", () => {
    const { placeOf } = layTimeline(
      reportOf([-3000, 100, 3000].map((daysLeft, index) => configuration(index, { daysLeft }))),
    );
    expect(placeOf(dateIn(-3000))).to.deep.equal({ place: 0, isBeyond: true });
    expect(placeOf(dateIn(3000))).to.deep.equal({ place: 100, isBeyond: true });
    expect(placeOf(dateIn(100)).isBeyond).to.be.false;
  });

  it("marks the starts of months in UTC", () => {
    const { ticks, placeOf } = layTimeline(reportOf([]));
    expect(ticks.map(({ label }) => label)).to.deep.equal(["Nov 2026", "Dec 2026", "Jan 2027"]);
    expect(ticks[1]?.place).to.equal(placeOf("2026-12-01T00:00:00Z").place);
  });
});

function dateIn(days: number): string {
  return new Date(nowMs + days * dayMs).toISOString();
}
