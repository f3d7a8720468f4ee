// @ts-nocheck
import { expect } from "chai";
import { makeProfile, makeProfileXml } from "../../engine/profile/makeProfile.ts";
import type { ProvisioningProfile } from "../../provider/dist/domain/provisioningProfile.js";
import { readProfile } from "../../provider/dist/profile/readProfile.js";

const declared = {
  name: "Außendienst & <Field>",
  uuid: "2c5c4e0e-3c43-4b52-9f0c-1f3a3c1b7f01",
  teamId: "ZYXWV98765",
  teamName: "Contoso Ltd",
  bundleId: "com.contoso.field",
  created: new Date("2026-01-02T03:04:05Z"),
  expires: new Date("2027-01-02T03:04:05Z"),
  certificates: [
    { name: "iPhone Distribution: Çontoso", expires: new Date("2028-05-06T07:08:09Z") },
    { name: "Second", expires: new Date("2051-05-06T07:08:09Z") },
  ],
  entitlements: {
    "aps-environment": "production",
    "com.apple.security.application-groups": ["group.contoso", "group.contoso.shared"],
    "com.apple.developer.some-number": 5,
    "com.apple.developer.some-dict": { inner: true },
    __proto__x: "kept",
  },
};

const expected: ProvisioningProfile = {
  name: "Außendienst & <Field>",
  uuid: "2c5c4e0e-3c43-4b52-9f0c-1f3a3c1b7f01",
  teamId: "ZYXWV98765",
  teamName: "Contoso Ltd",
  applicationIdentifier: "ZYXWV98765.com.contoso.field",
  creationDateTime: "2026-01-02T03:04:05Z",
  expirationDateTime: "2027-01-02T03:04:05Z",
  distribution: "inHouse",
  deviceCount: 0,
  entitlements: {
    "application-identifier": "ZYXWV98765.com.contoso.field",
    "keychain-access-groups": ["ZYXWV98765.*"],
    "get-task-allow": false,
    "com.apple.developer.team-identifier": "ZYXWV98765",
    "aps-environment": "production",
    "com.apple.security.application-groups": ["group.contoso", "group.contoso.shared"],
    __proto__x: "kept",
  },
  signingCertificates: [
    {
      name: "iPhone Distribution: Çontoso",
      serialNumber: "0A1B2C3D4E5F",
      expirationDateTime: "2028-05-06T07:08:09Z",
    },
    {
      name: "Second",
      serialNumber: "0A1B2C3D4E5F",
      expirationDateTime: "2051-05-06T07:08:09Z",
    },
  ],
};

describe("readProfile", () => {
  it("reads all that a signed profile says", () => {
    expect(readProfile(makeProfile(declared))).to.deep.equal({ profile: expected });
  });

  it("reads the property list alone, with or without a byte order mark", () => {
    const xml = makeProfileXml(declared);
    expect(readProfile(Buffer.from(xml))).to.deep.equal({ profile: expected });
    expect(readProfile(Buffer.from(`\ufeff${xml}`))).to.deep.equal({ profile: expected });
  });

  it("tells how a profile may be distributed", () => {
    const distributionOf = (kind: "inHouse" | "adHoc" | "appStore" | "development") =>
      openProfile(makeProfile({ kind }));
    expect(distributionOf("inHouse")).to.include({ distribution: "inHouse", deviceCount: 0 });
    expect(distributionOf("adHoc")).to.include({ distribution: "adHoc", deviceCount: 2 });
    expect(distributionOf("development")).to.include({
      distribution: "development",
      deviceCount: 2,
    });
    expect(distributionOf("appStore")).to.include({ distribution: "appStore", deviceCount: 0 });
  });
});

function openProfile(payload: Uint8Array): ProvisioningProfile {
  const read = readProfile(payload);
  if ("problem" in read) throw new Error(read.problem);
  return read.profile;
}
