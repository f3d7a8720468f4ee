import { stripVTControlCharacters } from "node:util";
import { expect } from "chai";
import { renderText } from "../../provider/dist/report/renderText.js";
import {
  configuration,
  everything,
  expectNothing,
  guid,
  hostileNames,
  include,
  reportOf,
} from "./readings.ts";

const plain = { isColoured: false };

describe("renderText", () => {
  it("tells a tenant on a page", () => {
    expect(renderText(reportOf(everything), plain)).to.equal(`\
iOS app provisioning profiles in Intune
Tenant 7f1c2b3a-0d4e-4f5a-8b6c-9d0e1f2a3b4c, read on 25 November 2026 at 09:30 UTC
5 profiles: 1 expired, 1 expiring within 30 days, 2 valid, 1 without a date, 1 assigned to nobody, 1 deleted group

When they expire

  2026-10-02  expired     54 days ago  Warehouse Scanner  00000000-0000-4000-8000-000000000011
  2026-11-25  ──────── today ────────
  2026-11-27  expiring      in 2 days  Site Inspection  00000000-0000-4000-8000-000000000012
  2027-04-14  valid       in 140 days  Field Service  00000000-0000-4000-8000-000000000013
  2027-11-23  valid       in 363 days  Kiosk  00000000-0000-4000-8000-000000000014
  no date     unknown                  Abandoned  00000000-0000-4000-8000-000000000015

Who gets what

  Field Service: Field Service Technicians, deleted group ${guid(9)}; excluded: iOS Pilot Ring
  Kiosk: All Devices
  Site Inspection: All Users; excluded: Contractors
  Warehouse Scanner: Warehouse iPads

Assigned to nobody

  Abandoned

Groups that no longer exist

  00000000-0000-4000-8000-000000000009: in Field Service
`);
  });

  it("says so where there is nothing", () => {
    const text = renderText(reportOf([]), plain);
    expect(text).to.include("0 profiles\n");
    expectNothing(text);
  });

  it("says the same in colour", () => {
    const coloured = renderText(reportOf(everything), { ...plain, isColoured: true });
    expect(coloured).to.include("\u001b[");
    expect(stripVTControlCharacters(coloured)).to.equal(renderText(reportOf(everything), plain));
  });

  it("passes nothing of a name to the terminal that it would obey", () => {
    const configurations = hostileNames.map((displayName, index) =>
      configuration(index, { displayName }),
    );
    const text = renderText(reportOf(configurations), plain);
    expect(text).not.to.match(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u);
    expect(text).to.include("line end and tab");
    expect(text).to.include("(no name)");
  });

  it("tells namesakes apart by their ids, profiles and groups, wherever they stand", () => {
    const named = (number: number, displayName: string) =>
      configuration(number, { displayName, entries: [include(number - 10)] });
    const report = reportOf([named(11, "Kiosk"), named(12, "Kiosk\u00a0"), named(13, "Other")], {
      groupNames: new Map([
        [guid(1), "Staff"],
        [guid(2), "Staff"],
        [guid(3), "Crew"],
      ]),
    });
    const lines = renderText(report, plain).split("\n");
    for (const line of [
      `  Kiosk (${guid(11)}): Staff (${guid(1)})`,
      `  Kiosk\\u00a0 (${guid(12)}): Staff (${guid(2)})`,
      "  Other: Crew",
    ])
      expect(lines).to.include(line);
  });

  it("says which of both ends first, the profile or a certificate of it", () => {
    const text = renderText(
      reportOf([configuration(11, { daysLeft: 300, certificateEnds: ["2026-12-01T00:00:00Z"] })]),
      plain,
    );
    expect(text).to.include(
      `2026-12-01  expiring      in 5 days  App 11  ${guid(11)}  (certificate; profile 2027-09-21)`,
    );
  });

  it("names all groups of many, with what narrows them down, and what is no group", () => {
    const filter = { filterId: guid(70), filterType: "include" } as const;
    const entries = [
      ...[1, 2, 3, 4].map(include),
      { ...include(5), ...filter },
      { type: "configurationManagerCollectionAssignmentTarget", collectionId: "SMS00001" } as const,
      { type: "unrecognized", target: "{}" } as const,
    ];
    expect(renderText(reportOf([configuration(11, { entries })]), plain)).to.include(
      "  App 11: Contractors, Field Service Technicians, iOS Pilot Ring, Retail Store Managers (filter), " +
        "Warehouse iPads, collection SMS00001, other targets\n",
    );
  });
});
