import { expect } from "chai";
import { makeProfile, makeProfileXml } from "../../engine/profile/makeProfile.ts";
import { maxPayloadBytes } from "../../provider/dist/profile/readProfile.js";
import { openProfile, problemOf } from "./openProfile.ts";

const latin1 = (text: string) => Buffer.from(text, "latin1");
const signed = makeProfile();
const base64 = Buffer.from(signed).toString("base64");

/** What is given for a profile by mistake, and what is said of it. */
const mistakes: [string, Uint8Array | string, RegExp][] = [
  ["an empty file", "", /^is empty; download/],
  ["an app", latin1("PK\x03\x04...."), /zip archive or an app .*embedded\.mobileprovision/],
  ["a binary property list", latin1("bplist00\xd1"), /binary property list/],
  [
    "UTF-16 with a mark",
    Buffer.from("\ufeff<plist/>", "utf16le"),
    /text in UTF-16; save it as UTF-8/,
  ],
  ["UTF-16 without one", Buffer.from("<plist/>", "utf16le"), /text in UTF-16/],
  ["PEM", `-----BEGIN PKCS7-----\n${base64}\n-----END PKCS7-----\n`, /text in PEM form/],
  ["base64", base64, /text, in base64 it seems; decode it/],
  ["base64 in lines", base64.replace(/.{76}/g, "$&\n"), /text, in base64 it seems/],
  [
    "a web page",
    "\n<!DOCTYPE html><html>",
    /is a web page, .* sign in to Apple's developer portal/,
  ],
  ["a pointer of Git LFS", "version https://git-lfs.github.com/spec/v1\n", /`git lfs pull`/],
  ["anything else", latin1("\x7fELF\x02\x01"), /it begins with the bytes 7f454c46/],
];

describe("a payload that is no profile", () => {
  for (const [name, payload, expected] of mistakes) {
    it(`is named: ${name}`, () => {
      expect(problemOf(payload)).to.match(expected);
    });
  }

  it("is refused by its size alone when it is too large", () => {
    const xml = makeProfileXml();
    const padded = (length: number) => xml + " ".repeat(length - xml.length);
    expect(openProfile(Buffer.from(padded(maxPayloadBytes))).name).to.equal("Contoso Field");
    expect(problemOf(padded(maxPayloadBytes + 1))).to.equal(
      "has 1000001 bytes, and a provisioning profile at most 1000000; give the .mobileprovision file alone",
    );
  });
});
