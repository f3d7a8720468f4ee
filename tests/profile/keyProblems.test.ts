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
    expect(problemOf("<plist><dict/></plist>")).to.equal(
      `${start}it lacks Name, UUID, TeamIdentifier, CreationDate, ExpirationDate, Entitlements, ` +
        `Entitlements.application-identifier${end}`,
    );
  });

  it("are named with what they must hold", () => {
    expect(reasonOf({ Name: 5, UUID: " ", TeamIdentifier: [], Entitlements: "x" })).to.equal(
      "it lacks Entitlements.application-identifier; Name must be a string and is a number; UUID is empty; " +
        "TeamIdentifier is empty; Entitlements must be a dict and is a string",
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
      "it lacks CreationDate; TeamName must be a string and is a number; ExpirationDate must be a date and is a string; DeveloperCertificates[1] must be data and is a string; " +
        "ProvisionedDevices[0] must be a string and is a boolean; ProvisionsAllDevices must be a boolean and is a string",
    );
  });

  it("must be in a dict", () => {
    expect(problemOf("<plist><array/></plist>")).to.equal(
      `${start}it is a property list of an array, not of a dict${end}`,
    );
  });

  it("have certificates that can be read", () => {
    const keys = {
      DeveloperCertificates: [new Uint8Array([0x30, 0]), new Uint8Array(), new Uint8Array(9)],
    };
    expect(problemOf(makeProfile({ keys }))).to.match(
      /^has a certificate that cannot be read, DeveloperCertificates\[0\] and 2 more; download/,
    );
  });
});
