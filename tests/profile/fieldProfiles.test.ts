import { expect } from "chai";
import {
  makeProfile,
  makeProfileXml,
  type ProfileOptions,
} from "../../engine/profile/makeProfile.ts";
import { signContent } from "../../engine/profile/signingAuthority.ts";
import { readPayload } from "../../provider/dist/hosting/readPayload.js";
import { openProfile, problemOf } from "./openProfile.ts";

// Unsigned, which is read alike and takes less time to make.
const open = (keys: ProfileOptions["keys"] & object) =>
  openProfile(Buffer.from(makeProfileXml({ keys })));
const refusalOf = (keys: ProfileOptions["keys"] & object) => problemOf(makeProfileXml({ keys }));
const wanted =
  "Intune wants one of an iOS app: make it in Apple's developer portal, and give its .mobileprovision file";
const editAtApple =
  "edit the profile in Apple's developer portal, which generates it again, and give the new file";
const macEntitlements = {
  "com.apple.application-identifier": "ABCDE12345.com.contoso.field",
  "com.apple.developer.team-identifier": "ABCDE12345",
};
const emptyBinaryList = Buffer.from(
  `62706c6973743030d008${"00".repeat(6)}0101${"00".repeat(7)}01${"00".repeat(15)}09`,
  "hex",
);

describe("a profile from the field", () => {
  it("of 2012 has no team name: the id stands in", () => {
    const keys = { TeamName: undefined, AppIDName: undefined, Platform: undefined };
    for (const TeamName of [undefined, "", " "])
      expect(open({ ...keys, TeamName })).to.include({
        teamName: "ABCDE12345",
        name: "Contoso Field",
      });
  });

  it("of today holds the same in DER, and other keys that are not read", () => {
    const der = signContent(Buffer.from([0x31, 0x00]));
    const profile = open({ "DER-Encoded-Profile": der, LocalProvision: true, Deep: [[{}]] });
    expect(profile.name).to.equal("Contoso Field");
  });

  it("is signed by an authority whose certificate has expired since", () => {
    const payload = makeProfile({ intermediateExpires: new Date("2023-02-07") });
    expect(payload.length).to.be.greaterThan(makeProfile().length + 500);
    expect(openProfile(payload).name).to.equal("Contoso Field");
  });

  it("lists several certificates, in its own order", () => {
    const certificates = ["A", "B", "C"].map((name) => ({ name }));
    const { signingCertificates } = openProfile(makeProfile({ certificates }));
    expect(signingCertificates.map(({ name }) => name)).to.deep.equal(["A", "B", "C"]);
  });

  it("is in-house where it provisions all devices, whatever else it lists", () => {
    const all = open({ ProvisionsAllDevices: true, ProvisionedDevices: ["1"] });
    expect(all).to.include({ distribution: "inHouse", deviceCount: 1 });
    const listed = open({ ProvisionsAllDevices: false, ProvisionedDevices: ["1"] });
    expect(listed).to.include({ distribution: "adHoc", deviceCount: 1 });
  });

  it("may be for iOS among other platforms, known or not, or name none", () => {
    for (const Platform of [["tvOS", "iOS"], ["iOS", "xrOS", "visionOS", "nextOS"], [], undefined])
      expect(open({ Platform }).name).to.equal("Contoso Field");
  });

  it("is refused by the name of its platform where that is not iOS", () => {
    const platforms: [string[], string][] = [
      [["tvOS"], "tvOS"],
      [["xrOS", "visionOS"], "xrOS, visionOS"],
      [["nextOS", "constructor"], "nextOS, constructor"],
    ];
    for (const [Platform, name] of platforms)
      expect(refusalOf({ Platform })).to.equal(`is a provisioning profile for ${name}; ${wanted}`);
  });

  it("of a Mac app is recognized by its platform", () => {
    const expected = `is a provisioning profile for OSX; ${wanted}`;
    expect(refusalOf({ Platform: ["OSX"], Entitlements: macEntitlements })).to.equal(expected);
  });

  it("of a Mac app is recognized by the ending of its file", async () => {
    for (const payload of ["field.provisionprofile", { path: "field.provisionprofile" }])
      expect(await readPayload(payload)).to.deep.equal({
        payload: {
          unreadable: `"field.provisionprofile" is, by its ending, a provisioning profile for macOS; ${wanted}`,
        },
      });
  });

  it("without certificates has to be edited at Apple, not downloaded again", () => {
    for (const DeveloperCertificates of [[], undefined])
      expect(refusalOf({ DeveloperCertificates })).to.equal(
        `is a profile without signing certificates, under which no app starts; choose a certificate: ${editAtApple}`,
      );
  });

  it("holds a signed property list that is not in UTF-8: to convert it would not help", () => {
    const contents: [Uint8Array, string][] = [
      [Buffer.from(`\ufeff${makeProfileXml()}`, "utf16le"), "is a text in UTF-16"],
      [Buffer.from(makeProfileXml(), "utf16le").swap16(), "is a text in UTF-16"],
      [emptyBinaryList, "is a binary property list"],
    ];
    for (const [content, what] of contents)
      expect(problemOf(signContent(content))).to.equal(
        `is signed, and its content ${what}, not an XML property list in UTF-8; ` +
          `to convert it would break the signature: ${editAtApple}`,
      );
  });
});
