import { expect } from "chai";
import { makeProfile, makeProfileXml } from "../../engine/profile/makeProfile.ts";
import { signContent } from "../../engine/profile/signingAuthority.ts";
import { joinSignedData, splitSignedData, writeElement, writeIndefinite } from "./berForms.ts";
import { openProfile, problemOf } from "./openProfile.ts";

const options = { uuid: "2c5c4e0e-3c43-4b52-9f0c-1f3a3c1b7f01", expires: new Date("2027-01-02") };
const signed = makeProfile({ ...options, created: new Date("2026-01-02") });
const parts = splitSignedData(signed);
const octet = (content: Uint8Array) => writeElement(0x04, content);
const contentTypeOf = (...end: number[]) =>
  writeElement(0x06, Buffer.from([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, ...end]));

describe("a CMS message", () => {
  it("is read in every form that BER gives it", () => {
    const [first, second] = [parts.content.subarray(0, 700), parts.content.subarray(700)];
    const indefinite = { write: writeIndefinite };
    const forms = [
      joinSignedData(parts),
      joinSignedData(parts, indefinite),
      joinSignedData(parts, { octets: writeElement(0x24, octet(first), octet(second)) }),
      joinSignedData(parts, {
        ...indefinite,
        octets: writeIndefinite(0x24, octet(first), octet(new Uint8Array()), octet(second)),
      }),
      joinSignedData(parts, {
        octets: writeIndefinite(0x24, writeIndefinite(0x24, octet(first)), octet(second)),
      }),
    ];
    for (const form of forms) expect(openProfile(form)).to.deep.equal(openProfile(signed));
  });

  it("is read from the middle of a larger buffer", () => {
    const buffer = Buffer.concat([Buffer.alloc(7, 1), signed, Buffer.alloc(9, 2)]);
    expect(openProfile(buffer.subarray(7, 7 + signed.length))).to.deep.equal(openProfile(signed));
  });

  it("is called cut off, wherever it ends", () => {
    const indefinite = joinSignedData(parts, { write: writeIndefinite });
    for (const message of [signed, indefinite])
      for (const length of [1, 3, 5, 200, message.length - 1])
        expect(problemOf(message.subarray(0, length)), String(length)).to.match(
          /^is cut off or damaged \(.*\); download the profile again/,
        );
  });

  it("may announce a length that no number holds", () => {
    const head = Buffer.from([0x30, 0x87, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
    expect(problemOf(head)).to.match(/^is cut off or damaged \(/);
  });

  it("may have nothing after its end", () => {
    const problem = problemOf(Buffer.concat([signed, Buffer.from("\n\n")]));
    expect(problem).to.match(/^has 2 bytes after its end, at byte \d+; download/);
  });

  it("needs content", () => {
    expect(problemOf(joinSignedData(parts, { octets: null }))).to.match(
      /^is a CMS message without content \(a detached signature\); give the signed file itself/,
    );
  });

  it("needs its content to be an octet string", () => {
    const octets = [writeElement(0x0c, parts.content), writeElement(0x05)];
    for (const wrong of octets)
      expect(problemOf(joinSignedData(parts, { octets: wrong }))).to.match(/no octet string/);
  });

  it("needs someone who signed it", () => {
    const rest = [...parts.rest.slice(0, -1), writeElement(0x31)];
    expect(problemOf(joinSignedData({ ...parts, rest }))).to.match(/that nobody has signed/);
  });

  it("needs every part of its frame", () => {
    const broken = [
      joinSignedData({ ...parts, rest: [] }),
      joinSignedData({ ...parts, version: parts.digests }),
      joinSignedData({ ...parts, digests: parts.version }),
    ];
    for (const message of broken)
      expect(problemOf(message)).to.match(/^is a damaged CMS message; download/);
  });

  it("names the type of a message of another kind", () => {
    const type = contentTypeOf(1, 7, 3);
    expect(problemOf(joinSignedData({ ...parts, type }))).to.match(
      /^is a CMS message of the type 1\.2\.840\.113549\.1\.7\.3, not signed data; download/,
    );
  });

  it("is told from a certificate and from a key", () => {
    const certificate = writeElement(0x30, writeElement(0x30), writeElement(0x30));
    const key = writeElement(0x30, writeElement(0x02, Buffer.from([3])), writeElement(0x30));
    for (const message of [certificate, key])
      expect(problemOf(message)).to.match(/looks like a certificate or a private key; keep a key/);
    expect(problemOf(writeElement(0x30, writeElement(0x05)))).to.match(/^is no CMS message/);
    expect(problemOf(writeElement(0x30))).to.match(/^is no CMS message/);
  });

  it("needs a property list in XML inside", () => {
    const contents: [string | Uint8Array, RegExp][] = [
      ["", /content is empty/],
      ["hello", /^holds no readable property list: at line 1/],
      [makeProfileXml().slice(0, 800), /at line \d+, column \d+: unclosed tag/],
    ];
    for (const [content, expected] of contents)
      expect(problemOf(signContent(content)), String(content)).to.match(expected);
  });
});
