import { expect } from "chai";
import fc from "fast-check";
import { buildTenantReport } from "../../provider/dist/report/tenantReport.js";
import type { ReadConfiguration } from "../../provider/dist/report/tenantReading.js";
import {
  allUsers,
  configuration,
  everything,
  exclude,
  groupNames,
  guid,
  hostileNames,
  include,
  nowMs,
  readingOf,
  reportOf,
} from "./readings.ts";

describe("buildTenantReport", () => {
  it("tells what it was asked for of a tenant with one of everything", () => {
    const report = reportOf(everything);
    expect(report).to.include({
      schemaVersion: 1,
      tenantId: "7f1c2b3a-0d4e-4f5a-8b6c-9d0e1f2a3b4c",
      generatedDateTime: "2026-11-25T09:30:00.000Z",
      warnDays: 30,
    });
    expect(report.counts).to.deep.equal({
      configurations: 5,
      expired: 1,
      expiring: 1,
      valid: 2,
      unknown: 1,
      unassigned: 1,
      missingGroups: 1,
    });
    expect(report.unassigned).to.deep.equal([{ id: guid(15), displayName: "Abandoned" }]);
    expect(report.missingGroups).to.deep.equal([
      { id: guid(9), configurations: [{ id: guid(13), displayName: "Field Service" }] },
    ]);
    expect(report.configurations[2]).to.deep.equal({
      id: guid(13),
      displayName: "Field Service",
      expirationDateTime: "2027-04-14T09:30:00.000Z",
      certificateExpirationDateTime: null,
      endDateTime: "2027-04-14T09:30:00.000Z",
      endsFirst: "profile",
      daysLeft: 140,
      state: "valid",
      payloadFileName: "App13.mobileprovision",
      version: 1,
      assignments: [
        {
          type: "groupAssignmentTarget",
          collection: "assignments",
          groupId: guid(1),
          groupState: "found",
          groupDisplayName: "Field Service Technicians",
        },
        {
          type: "groupAssignmentTarget",
          collection: "assignments",
          groupId: guid(9),
          groupState: "missing",
          groupDisplayName: null,
        },
        {
          type: "exclusionGroupAssignmentTarget",
          collection: "assignments",
          groupId: guid(3),
          groupState: "found",
          groupDisplayName: "iOS Pilot Ring",
        },
      ],
    });
  });

  it("sorts by expiry, then by name as people do, and puts what has no date last", () => {
    const named = (number: number, displayName: string, daysLeft: number) =>
      configuration(number, { displayName, daysLeft });
    const { configurations } = reportOf([
      configuration(1, { displayName: "no date", expirationDateTime: null }),
      named(2, "App 10", 5),
      named(3, "App 9", 5),
      named(4, "later", 6),
      named(5, "gone", -1),
    ]);
    expect(configurations.map(({ displayName }) => displayName)).to.deep.equal([
      "gone",
      "App 9",
      "App 10",
      "later",
      "no date",
    ]);
  });

  it("lists groups by name, each once, and those without a name last", () => {
    const report = reportOf([
      configuration(11, { entries: [include(9), include(2), include(77)] }),
      configuration(12, { entries: [exclude(1), exclude(2)] }),
    ]);
    expect(report.groups).to.deep.equal([
      { id: guid(1), displayName: "Field Service Technicians", state: "found" },
      { id: guid(2), displayName: "Warehouse iPads", state: "found" },
      { id: guid(9), displayName: null, state: "missing" },
      { id: guid(77), displayName: null, state: "unreadable" },
    ]);
  });

  const unassigned: Readonly<Record<string, ReadConfiguration["entries"]>> = {
    "nothing at all": [],
    "exclusions alone": [exclude(1)],
    "a deleted group alone": [include(9)],
  };
  for (const [what, entries] of Object.entries(unassigned)) {
    it(`counts a configuration with ${what} as assigned to nobody`, () => {
      expect(reportOf([configuration(11, { entries })]).unassigned).to.have.length(1);
    });
  }

  const assigned: typeof unassigned = {
    "All Users": [allUsers],
    "a group that may not be read": [include(77)],
    "a target that this release does not know": [{ type: "unrecognized", target: "{}" }],
    "a group in the older collection": [{ targetGroupId: guid(1) }],
  };
  for (const [what, entries] of Object.entries(assigned)) {
    it(`counts a configuration with ${what} as assigned`, () => {
      expect(reportOf([configuration(11, { entries })]).unassigned).to.be.empty;
    });
  }

  it("tells an entry that both collections hold once, and one of the older alone as such", () => {
    const { configurations } = reportOf([
      configuration(11, {
        entries: [include(1), { targetGroupId: guid(1) }, { targetGroupId: guid(2) }],
      }),
    ]);
    const told = configurations[0]?.assignments.map(({ groupId, collection }) => [
      groupId,
      collection,
    ]);
    expect(told).to.deep.equal([
      [guid(1), "assignments"],
      [guid(2), "groupAssignments"],
    ]);
  });

  it("is the same in whatever order the tenant was read, and survives JSON", () => {
    const number = fc.integer({ min: 1, max: 9 });
    const entry = fc.oneof(
      number.map(include),
      number.map(exclude),
      fc.constant(allUsers),
      number.map((group) => ({ targetGroupId: guid(group) })),
    );
    const one = fc.record({
      displayName: fc.oneof(fc.constantFrom(...hostileNames), fc.string()),
      daysLeft: fc.integer({ min: -400, max: 400 }),
      entries: fc.array(entry, { maxLength: 6 }),
    });
    const shuffled = fc
      .array(one, { maxLength: 12 })
      .map((given) => given.map((each, index) => configuration(100 + index, each)))
      .chain((configurations) =>
        fc.tuple(
          fc.constant(configurations),
          fc.shuffledSubarray(configurations, {
            minLength: configurations.length,
            maxLength: configurations.length,
          }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([configurations, others]) => {
        const options = { nowMs, warnDays: 30 };
        const report = buildTenantReport(readingOf(configurations), options);
        const otherNames = new Map([...groupNames].reverse());
        const other = buildTenantReport(readingOf(others, { groupNames: otherNames }), options);
        expect(other).to.deep.equal(report);
        expect(JSON.parse(JSON.stringify(report))).to.deep.equal(report);
        const { expired, expiring, valid, unknown, configurations: all } = report.counts;
        expect(expired + expiring + valid + unknown).to.equal(all);
      }),
    );
  });
});
