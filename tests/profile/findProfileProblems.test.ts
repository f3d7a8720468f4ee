import { expect } from "chai";
import fc from "fast-check";
import { findProfileProblems } from "../../provider/dist/profile/findProfileProblems.js";
import type { ProvisioningProfile } from "../../provider/dist/domain/provisioningProfile.js";
import { notKnownYet } from "../domain/arbitraries.ts";

const dayMs = 24 * 60 * 60 * 1000;
const end = "2027-01-02T03:04:05Z";
const endMs = Date.parse(end);
const profile: ProvisioningProfile = {
  name: "Contoso Field",
  uuid: "2c5c4e0e-3c43-4b52-9f0c-1f3a3c1b7f01",
  teamId: "ABCDE12345",
  teamName: "Contoso Ltd",
  applicationIdentifier: "ABCDE12345.com.contoso.field",
  creationDateTime: "2026-01-02T03:04:05Z",
  expirationDateTime: end,
  distribution: "inHouse",
  deviceCount: 0,
  entitlements: {},
  signingCertificates: [
    {
      name: "iPhone Distribution: Contoso Ltd",
      serialNumber: "0A1B",
      expirationDateTime: "2030-01-01T00:00:00Z",
    },
  ],
};
const named = 'the profile "Contoso Field" (2c5c4e0e-3c43-4b52-9f0c-1f3a3c1b7f01)';
const renew = "renew it in Apple's developer portal and give the new file";
const nowMs = endMs - 100 * dayMs;
const nothing = { problems: [], warnings: [] };

describe("findProfileProblems", () => {
  it("finds nothing in an in-house profile that is good for long", () => {
    expect(findProfileProblems(profile, { nowMs })).to.deep.equal(nothing);
  });

  it("warns of a profile that nears its end, by its date and the days left", () => {
    const warningsAt = (leftMs: number, warningDays?: number) =>
      findProfileProblems(profile, {
        nowMs: endMs - leftMs,
        ...(warningDays !== undefined && { warningDays }),
      });
    expect(warningsAt(30 * dayMs + 1)).to.deep.equal(nothing);
    expect(warningsAt(30 * dayMs)).to.deep.equal({
      problems: [],
      warnings: [`payload: ${named} expires on ${end}, in 30 days; ${renew} before then.`],
    });
    expect(warningsAt(2 * dayMs - 1).warnings[0]).to.contain(`${end}, in 1 day;`);
    expect(warningsAt(1).warnings[0]).to.contain(`${end}, in less than a day;`);
    expect(warningsAt(60 * dayMs, 60).warnings[0]).to.contain("in 60 days;");
    expect(warningsAt(1, 0)).to.deep.equal(nothing);
  });

  it("refuses an expired profile, and names the ways out", () => {
    const problemsAt = (nowMs: number) => findProfileProblems(profile, { nowMs }).problems;
    expect(problemsAt(endMs)).to.have.lengthOf(1);
    expect(problemsAt(endMs + 12.5 * dayMs)).to.deep.equal([
      {
        path: "payload",
        reason: `${named} expired on ${end}, 12 days ago: apps under it no longer start; ${renew}, or set \`allowExpired: true\``,
      },
    ]);
  });

  it("only warns of an expired profile that is allowed, even with no warning days", () => {
    const expectations = { nowMs: endMs + dayMs, allowExpired: true, warningDays: 0 };
    expect(findProfileProblems(profile, expectations)).to.deep.equal({
      problems: [],
      warnings: [
        `payload: ${named} expired on ${end}, 1 day ago: apps under it no longer start; ${renew}.`,
      ],
    });
  });

  it("refuses the kinds that Intune cannot use", () => {
    const problemsOf = (distribution: ProvisioningProfile["distribution"]) =>
      findProfileProblems({ ...profile, distribution, deviceCount: 3 }, { nowMs });
    expect(problemsOf("appStore").problems).to.deep.equal([
      {
        path: "payload",
        reason:
          `${named} is for apps in Apple's store, which re-signs them: no device runs an app of Intune under it; ` +
          "give one of the kind In House, made in Apple's enterprise program",
      },
    ]);
    expect(problemsOf("development").problems[0]?.reason).to.match(
      /is for apps under a debugger, on the devices of developers; give one of the kind In House/,
    );
    expect(problemsOf("development").warnings).to.deep.equal([]);
  });

  it("accepts an ad hoc profile, and warns of how few devices it is for", () => {
    const warningsFor = (deviceCount: number) =>
      findProfileProblems({ ...profile, distribution: "adHoc", deviceCount }, { nowMs });
    expect(warningsFor(3)).to.deep.equal({
      problems: [],
      warnings: [
        `payload: ${named} is for ad hoc distribution: only the 3 devices listed in it can run the app, whoever it is assigned to.`,
      ],
    });
    expect(warningsFor(1).warnings[0]).to.contain("only the one device listed in it can");
  });

  it("takes a declared end that is the profile's, in any notation, within a second", () => {
    const same = [
      undefined,
      null,
      notKnownYet,
      end,
      "2027-01-02T03:04:06Z",
      "2027-01-02T03:04:05.0000000Z",
      "2027-01-02T05:04:05+02:00",
    ];
    for (const expirationDateTime of same)
      expect(findProfileProblems(profile, { nowMs, expirationDateTime })).to.deep.equal(nothing);
  });

  it("refuses a declared end that contradicts the profile", () => {
    const problemsOf = (expirationDateTime: unknown) =>
      findProfileProblems(profile, { nowMs, expirationDateTime }).problems;
    expect(problemsOf("2027-01-02T03:04:07Z")).to.deep.equal([
      {
        path: "expirationDateTime",
        reason: `contradicts the profile in payload, whose end is ${end}; it is "2027-01-02T03:04:07Z": remove it, or give ${end}`,
      },
    ]);
    expect(problemsOf("2027-01-02T03:04:05+01:00")[0]?.reason).to.match(/^contradicts/);
  });

  it("refuses a declared end that is no time with its zone", () => {
    const wrong = ["soon", "2027-01-02", "2027-01-02T03:04:05", "2027-13-02T03:04:05Z", 5, {}];
    for (const expirationDateTime of wrong) {
      const { problems } = findProfileProblems(profile, { nowMs, expirationDateTime });
      expect(problems, JSON.stringify(expirationDateTime)).to.have.lengthOf(1);
      expect(problems[0]?.reason).to.match(/^contradicts the profile in payload/);
    }
  });

  it("finds everything at once", () => {
    const { problems, warnings } = findProfileProblems(
      { ...profile, distribution: "appStore" },
      { nowMs: endMs + dayMs, expirationDateTime: "2030-01-01T00:00:00Z" },
    );
    expect(problems.map(({ path }) => path)).to.deep.equal([
      "payload",
      "payload",
      "expirationDateTime",
    ]);
    expect(warnings).to.deep.equal([]);
  });

  it("never both warns of the end and refuses it, and does one of them near or after it", () => {
    const times = fc.integer({ min: -400 * dayMs, max: 400 * dayMs });
    fc.assert(
      fc.property(times, fc.boolean(), fc.nat(365), (leftMs, allowExpired, warningDays) => {
        const expectations = { nowMs: endMs - leftMs, allowExpired, warningDays };
        const { problems, warnings } = findProfileProblems(profile, expectations);
        const isNear = leftMs <= Math.max(0, warningDays * dayMs);
        expect(problems.length + warnings.length).to.equal(isNear ? 1 : 0);
        expect(problems.length).to.equal(leftMs <= 0 && !allowExpired ? 1 : 0);
      }),
    );
  });
});
