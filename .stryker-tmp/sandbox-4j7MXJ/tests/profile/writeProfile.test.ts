// @ts-nocheck
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { openProfile } from "./openProfile.ts";

const script = join(import.meta.dirname, "../../engine/profile/writeProfile.ts");

describe("writeProfile", () => {
  let folder: string;
  let file: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "profile-"));
    file = join(folder, "field.mobileprovision");
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  it("writes a profile that says what its options say", () => {
    const options =
      "--name Field --uuid u-1 --team ZYXWV98765 --bundle com.x --kind adHoc --created 2026-01-01 " +
      "--expires 2027-02-03T04:05:06Z --certificate-expires 2027-01-31";
    execFileSync(process.execPath, [script, file, ...options.split(" ")]);
    expect(openProfile(readFileSync(file))).to.deep.include({
      name: "Field",
      uuid: "u-1",
      teamId: "ZYXWV98765",
      applicationIdentifier: "ZYXWV98765.com.x",
      distribution: "adHoc",
      creationDateTime: "2026-01-01T00:00:00Z",
      expirationDateTime: "2027-02-03T04:05:06Z",
      signingCertificates: [
        {
          name: "iPhone Distribution: Contoso Ltd",
          serialNumber: "0A1B2C3D4E5F",
          expirationDateTime: "2027-01-31T00:00:00Z",
        },
      ],
    });
  });

  it("says what is wrong with its options", () => {
    const errorOf = (...options: string[]) =>
      spawnSync(process.execPath, [script, ...options], { encoding: "utf8" }).stderr;
    expect(errorOf()).to.match(/Name one file to write\./);
    expect(errorOf(file, "--kind", "any")).to.match(/--kind must be one of inHouse, adHoc/);
    expect(errorOf(file, "--expires", "soon")).to.match(/A date must be such as 2027-01-31/);
  });
});
