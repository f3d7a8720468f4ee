import { expect } from "chai";
import { renderText } from "../../provider/dist/report/renderText.js";
import { fitsGroup } from "../../provider/dist/report/tenantReading.js";
import {
  configuration,
  everything,
  exclude,
  groupNames,
  guid,
  include,
  reportOf,
} from "./readings.ts";

const idsOf = ({ configurations }: ReturnType<typeof reportOf>): string[] =>
  configurations.map(({ displayName }) => displayName);

describe("the selection of a report", () => {
  it("is of profiles that end in time, have ended, or have no date, in all sections and counts", () => {
    const report = reportOf(everything, {}, { selection: { expiresWithin: 200 } });
    expect(idsOf(report)).to.deep.equal([
      "Warehouse Scanner",
      "Site Inspection",
      "Field Service",
      "Abandoned",
    ]);
    expect(report.counts).to.include({ configurations: 4, valid: 1, unassigned: 1 });
    expect(report.selection).to.deep.equal({
      name: null,
      group: null,
      expiresWithinDays: 200,
      listed: 5,
    });
    const text = renderText(report, { isColoured: false });
    expect(text).to.include("Only 4 of 5 profiles: ends within 200 days, or no date\n");
    expect(text).not.to.include("Kiosk");
  });

  it("says so where nothing fits", () => {
    const one = configuration(11, { daysLeft: 300 });
    const report = reportOf([one], {}, { selection: { expiresWithin: 5 } });
    expect(renderText(report, { isColoured: false })).to.include(
      "None of 1 profile: ends within 5 days, or no date\n",
    );
  });

  it("finds groups by names in any case, by id too, and what may be given to them", () => {
    const one = configuration(11, { displayName: "Warehouse", entries: [include(1), exclude(4)] });
    const fits = (group: string, given = one) => fitsGroup(given, groupNames, { group });
    expect(fits("TECHNICIANS")).to.equal(true);
    expect(fits("contractors")).to.equal(true);
    expect(fits(guid(1).toUpperCase())).to.equal(true);
    expect(fits("nobody")).to.equal(false);
    expect(fits("nobody", { ...one, entries: [], refusedWith: 403 })).to.equal(true);
  });
});

describe("the order of a report", () => {
  const all = [
    configuration(11, { displayName: "B", daysLeft: 10, entries: [include(1)] }),
    configuration(12, { displayName: "C", daysLeft: -10, entries: [include(2)] }),
    configuration(13, { displayName: "A", daysLeft: 20 }),
  ];

  it("is by end, by name, or by the first group", () => {
    const order = (sortBy: "expiry" | "name" | "group") => idsOf(reportOf(all, {}, { sortBy }));
    expect(order("expiry")).to.deep.equal(["C", "B", "A"]);
    expect(order("name")).to.deep.equal(["A", "B", "C"]);
    expect(order("group")).to.deep.equal(["B", "C", "A"]);
  });

  it("has no place for today where it is not by end", () => {
    const text = renderText(reportOf(all, {}, { sortBy: "name" }), { isColoured: false });
    expect(text).not.to.include("today");
  });
});
