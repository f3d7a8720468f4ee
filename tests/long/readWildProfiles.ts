import { readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { makeProfile, makeProfileXml } from "../../engine/profile/makeProfile.ts";
import { joinSignedData, splitSignedData, writeIndefinite } from "../profile/berForms.ts";
import { editBytes } from "../profile/editBytes.ts";
import { expectAnswer } from "../profile/openProfile.ts";
import { makeKey, writeCertificate } from "../profile/writeCertificate.ts";

/** `node readWildProfiles.ts <shape> <seed> <runs>`: reads edited profiles of one shape, and fails where one isn't answered. */
const [, , shape = "", seed = "0", runs = "0"] = process.argv;

const parts = splitSignedData(makeProfile());
const sign = (content: Uint8Array | string) =>
  joinSignedData({ ...parts, content: Buffer.from(content) });
const curves = ["prime256v1", "brainpoolP256r1", "secp112r1", "secp521r1", "sect163k1"];
const certificates = curves.map((curve) => writeCertificate({ key: makeKey(curve) }));
const xml = makeProfileXml({ keys: { DeveloperCertificates: certificates } });
const utf16 = Buffer.from(`\ufeff${xml}`, "utf16le");
// Python's plistlib wrote the property list of a made profile.
const binary = readFileSync(join(import.meta.dirname, "..", "fixtures", "profile.binary.plist"));

const shapes: Readonly<Record<string, fc.Arbitrary<Uint8Array>>> = {
  "a signed profile": editBytes(sign(xml)),
  "a signed profile in BER": editBytes(joinSignedData(parts, { write: writeIndefinite })),
  "a property list": editBytes(Buffer.from(xml)),
  "a binary property list": editBytes(binary),
  "a signed binary property list": editBytes(binary).map(sign),
  "UTF-16": editBytes(utf16),
  "signed UTF-16, in either order": fc
    .tuple(editBytes(utf16), fc.boolean())
    .map(([text, isSwapped]) => sign(isSwapped ? swapPairs(text) : text)),
  "several certificates": fc
    .tuple(...certificates.map(editBytes))
    .map((edited) => sign(makeProfileXml({ keys: { DeveloperCertificates: edited } }))),
  "several certificates of which one is edited": fc
    .tuple(fc.nat(certificates.length - 1), fc.constantFrom(...certificates).chain(editBytes))
    .map(([index, edited]) =>
      sign(makeProfileXml({ keys: { DeveloperCertificates: certificates.with(index, edited) } })),
    ),
};

const payloads = shapes[shape];
if (payloads === undefined) console.log(JSON.stringify(Object.keys(shapes)));
else
  fc.assert(fc.property(payloads, expectAnswer), {
    seed: Number(seed),
    numRuns: Number(runs),
  });

function swapPairs(text: Uint8Array): Uint8Array {
  return Buffer.from(text.subarray(0, text.length - (text.length % 2))).swap16();
}
