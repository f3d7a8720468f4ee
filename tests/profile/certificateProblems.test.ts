import { expect } from "chai";
import { makeProfileXml } from "../../engine/profile/makeProfile.ts";
import { findProfileProblems } from "../../provider/dist/profile/findProfileProblems.js";
import { openProfile } from "./openProfile.ts";

const nowMs = Date.parse("2026-06-01T00:00:00Z");
const end = "2027-01-02T03:04:05Z";
const uuid = "2c5c4e0e-3c43-4b52-9f0c-1f3a3c1b7f01";
const named = `the profile "Contoso Field" (${uuid})`;
const stopped = "apps signed with it no longer start; sign the app with a new certificate";

/** What is found where the certificates A, B … end so. */
const findingsOf = (ends: string[], allowExpired = false) => {
  const certificates = ends.map((expires, index) => ({
    name: String.fromCharCode(65 + index),
    expires: new Date(expires),
  }));
  const xml = makeProfileXml({ uuid, expires: new Date(end), certificates });
  const profile = openProfile(Buffer.from(xml));
  return findProfileProblems(profile, { nowMs, allowExpired });
};

describe("the signing certificates of a profile", () => {
  it("are good until the profile's own end", () => {
    expect(findingsOf([end, "2029-01-01"])).to.deep.equal({ problems: [], warnings: [] });
  });

  it("are warned of, each that ends before the profile, and in the past where its day is past", () => {
    const { problems, warnings } = findingsOf([
      "2027-01-02T03:04:04Z",
      "2029-01-01T00:00:00Z",
      "2026-05-20T00:00:00Z",
    ]);
    expect(problems).to.deep.equal([]);
    expect(warnings).to.deep.equal([
      'payload: the signing certificate "A" (serial number 0A1B2C3D4E5F) expires on 2027-01-02T03:04:04Z, in 215 days, ' +
        `before ${named}, whose end is ${end}: an app signed with it stops then, and has to be signed again.`,
      'payload: the signing certificate "C" (serial number 0A1B2C3D4E5F) expired on 2026-05-20T00:00:00Z, 12 days ago, ' +
        `before ${named}, whose end is ${end}: an app signed with it no longer starts, and has to be signed again.`,
    ]);
  });

  it("make the profile refused where all have expired, with the last to end", () => {
    const reason =
      `no signing certificate of ${named} is valid: the last to end, "B" (serial number 0A1B2C3D4E5F), expired on ` +
      `2026-05-31T00:00:00Z, 1 day ago: ${stopped}, and give a profile that holds it`;
    const ends = ["2025-01-01", "2026-05-31", "2024-01-01"];
    expect(findingsOf(ends)).to.deep.equal({
      problems: [{ path: "payload", reason: `${reason}, or set \`allowExpired: true\`` }],
      warnings: [],
    });
    expect(findingsOf(ends, true)).to.deep.equal({
      problems: [],
      warnings: [`payload: ${reason}.`],
    });
  });

  it("have expired at the very second of their end, not before", () => {
    expect(findingsOf(["2026-06-01T00:00:00Z"]).problems).to.have.lengthOf(1);
    expect(findingsOf(["2026-06-01T00:00:01Z"]).problems).to.deep.equal([]);
    const warningOf = (first: string) => findingsOf([first, "2029-01-01"]).warnings.join();
    expect(warningOf("2026-06-01T00:00:00Z")).to.match(/less than a day ago.* no longer starts/);
    expect(warningOf("2026-06-01T00:00:01Z")).to.match(/in less than a day.* stops then/);
  });

  it("are not judged where a recorded profile has none", () => {
    const profile = {
      ...openProfile(Buffer.from(makeProfileXml({ uuid }))),
      signingCertificates: [],
    };
    expect(findProfileProblems(profile, { nowMs })).to.deep.equal({ problems: [], warnings: [] });
  });
});
