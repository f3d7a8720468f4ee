import { expect } from "chai";
import {
  makeProfile,
  makeProfileXml,
  type ProfileOptions,
} from "../../engine/profile/makeProfile.ts";
import { problemOf } from "./openProfile.ts";

const start = "is no provisioning profile of an iOS app: ";
const end = "; download the profile again from Apple's developer portal";
const reasonOf = (keys: ProfileOptions["keys"]) => {
  const problem = problemOf(makeProfileXml({ keys: keys ?? {} }));
  expect(problem.startsWith(start) && problem.endsWith(end), problem).to.be.true;
  return problem.slice(start.length, -end.length);
};

describe("the keys of a profile", () => {
  it("are all named when they are missing", () => {
    for (const xml of ["<plist><dict/></plist>", "<plist><array/></plist>"])
      expect(problemOf(xml)).to.equal(
        `${start}Name is missing; UUID is missing; TeamIdentifier is missing; CreationDate is missing; ` +
          `ExpirationDate is missing; Entitlements is missing; Entitlements.application-identifier is missing${end}`,
      );
  });

  it("are named with what they must hold", () => {
    expect(reasonOf({ Name: 5, UUID: " ", TeamIdentifier: [], Entitlements: "x" })).to.equal(
      "Name must be a string; UUID is empty; TeamIdentifier is empty; Entitlements must be a dict; " +
        "Entitlements.application-identifier is missing",
    );
    expect(
      reasonOf({
        CreationDate: undefined,
        TeamName: 7,
        ExpirationDate: "2027-01-01T00:00:00Z",
        DeveloperCertificates: [new Uint8Array([1]), "x"],
        ProvisionedDevices: [true],
        ProvisionsAllDevices: "true",
      }),
    ).to.equal(
      "CreationDate is missing; ExpirationDate must be a date; TeamName must be a string; " +
        "DeveloperCertificates must be an array of data; ProvisionedDevices must be an array of strings; " +
        "ProvisionsAllDevices must be a boolean",
    );
  });

  it("have certificates that can be read", () => {
    const keys = {
      DeveloperCertificates: [new Uint8Array([0x30, 0]), new Uint8Array()],
    };
    expect(problemOf(makeProfile({ keys }))).to.match(
      /^has a certificate that cannot be read, DeveloperCertificates\[0\]; download/,
    );
  });
});
