import { X509Certificate } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { readCertificate } from "../../provider/dist/profile/asn1.js";
import { writeElement } from "./berForms.ts";
import { makeKey, utf8, writeCertificate, type CertificateForm } from "./writeCertificate.ts";

const read = (form: CertificateForm) => readCertificate(writeCertificate(form));
const nameOf = (subject: CertificateForm["subject"] & object) => read({ subject })?.name;
const endOf = (tag: number, spelled: string) =>
  read({ notAfter: writeElement(tag, Buffer.from(spelled)) })?.expirationDateTime;

describe("a certificate of a profile", () => {
  it("is read whatever its public key is", () => {
    const keys = [
      ...["brainpoolP256r1", "brainpoolP512t1", "secp112r1", "secp256k1"].map(makeKey),
      makeKey("prime256v1").fill(0xff, 40),
      writeElement(0x30),
    ];
    for (const key of keys)
      expect(read({ key })).to.deep.equal({
        name: "A subject",
        serialNumber: "0A1B",
        expirationDateTime: "2027-05-06T07:08:09Z",
      });
  });

  it("has the serial number that OpenSSL reads", () => {
    // RFC 5280: positive. DER spells an integer as shortly as can be.
    const first = fc.integer({ min: 1, max: 255 });
    const others = fc.array(fc.nat(255), { maxLength: 19 });
    fc.assert(
      fc.property(first, others, (byte, bytes) => {
        const serial = byte > 127 ? [0, byte, ...bytes] : [byte, ...bytes];
        const expected = new X509Certificate(writeCertificate({ serial })).serialNumber;
        expect(read({ serial })?.serialNumber).to.equal(expected);
      }),
    );
  });

  it("is named by its common names, in every kind of text", () => {
    const organization: [number, Uint8Array] = [10, utf8("Contoso")];
    expect(nameOf([[3, utf8("Ünï")], organization])).to.equal("Ünï");
    expect(nameOf([organization, [3, utf8("one")], [3, utf8("two")]])).to.equal("one, two");
    expect(nameOf([[3, writeElement(0x13, Buffer.from("printable"))]])).to.equal("printable");
    expect(nameOf([[3, writeElement(0x14, Buffer.from("t\xe9l\xe9tex", "latin1"))]])).to.equal(
      "télétex",
    );
    expect(nameOf([[3, writeElement(0x1e, Buffer.from("ü\u4e2d", "utf16le").swap16())]])).to.equal(
      "ü中",
    );
  });

  it("is named by its whole subject where it has no common name", () => {
    expect(
      nameOf([
        [6, writeElement(0x13, Buffer.from("DE"))],
        [10, utf8("Contoso")],
        [
          [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 1],
          writeElement(0x16, Buffer.from("a@contoso.com")),
        ],
        [45, writeElement(0x03, Buffer.from([0, 5]))],
      ]),
    ).to.equal("DE, Contoso, a@contoso.com");
    expect(nameOf([])).to.equal("");
  });

  it("ends when it says, in both spellings of a time", () => {
    expect(endOf(0x17, "491231235959Z")).to.equal("2049-12-31T23:59:59Z");
    expect(endOf(0x17, "500101000000Z")).to.equal("1950-01-01T00:00:00Z");
    expect(endOf(0x18, "20500101000000Z")).to.equal("2050-01-01T00:00:00Z");
    expect(endOf(0x18, "99991231235959Z")).to.equal("9999-12-31T23:59:59Z");
  });

  it("may be of version 1", () => {
    expect(read({ hasVersion: false })).to.deep.equal(read({}));
  });

  it("cannot be read when a field of it is broken", () => {
    const sound = writeCertificate();
    const broken: (CertificateForm | Uint8Array)[] = [
      { notAfter: writeElement(0x17, Buffer.from("270231000000Z")) },
      { notAfter: writeElement(0x17, Buffer.from("2705060708Z")) },
      { notAfter: writeElement(0x18, Buffer.from("20270506070809+0200")) },
      { notAfter: utf8("20270506070809Z") },
      { key: utf8("no key") },
      sound.subarray(0, -1),
      sound.subarray(5),
      writeElement(0x30, writeElement(0x30)),
    ];
    for (const form of broken) {
      const der = form instanceof Uint8Array ? form : writeCertificate(form);
      expect(readCertificate(der), Buffer.from(der).toString("hex")).to.be.undefined;
    }
  });
});
