// @ts-nocheck
import { expect } from "chai";
import fc from "fast-check";
import { makeProfile, makeProfileXml } from "../../engine/profile/makeProfile.ts";
import { signContent } from "../../engine/profile/signingAuthority.ts";
import { maxPayloadBytes, readProfile } from "../../provider/dist/profile/readProfile.js";
import { joinSignedData, splitSignedData, writeElement, writeIndefinite } from "./berForms.ts";

const signed = makeProfile();
const xml = makeProfileXml();
const parts = splitSignedData(signed);
const valid = [signed, Buffer.from(xml), joinSignedData(parts, { write: writeIndefinite })];

/** Reads without throwing: a profile, or a problem that a person can read in one look. */
function expectAnswer(payload: Uint8Array): void {
  const read = readProfile(payload);
  if ("profile" in read) expect(read.profile.uuid).not.to.equal("");
  else expect(read.problem).to.match(/^(?:is|has|holds) .{10,1200}$/s);
}

/** A valid payload with a few of its bytes changed, taken out or put in. */
const mutated = fc
  .tuple(
    fc.constantFrom(...valid),
    fc.array(
      fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        take: fc.integer({ min: 0, max: 3 }),
        put: fc.uint8Array({ maxLength: 3 }),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  )
  .map(([payload, edits]) =>
    edits.reduce<Uint8Array>((bytes, { at, take, put }) => {
      const index = Math.floor(at * bytes.length);
      return Buffer.concat([bytes.subarray(0, index), put, bytes.subarray(index + take)]);
    }, payload),
  );

/** A property list with one of its tokens changed, signed. */
const tokens = xml.split(/(?=<)|(?<=>)/);
const reworded = fc
  .tuple(
    fc.nat(tokens.length - 1),
    fc.oneof(
      fc.constantFrom(...tokens),
      fc.constantFrom(
        "<dict>",
        "</dict>",
        "<array/>",
        "<key>__proto__</key>",
        "&x;",
        "<![CDATA[",
        "]]>",
      ),
      fc.string({ unit: "grapheme" }),
    ),
  )
  .map(([index, token]) => tokens.with(index, token).join(""));

/** Payloads of the largest size that are nothing but work for a careless reader. */
const bombs: [string, () => Uint8Array | string][] = [
  ["indefinite lengths in each other", () => repeat([0x30, 0x80])],
  ["definite lengths in each other", nestDefinite],
  ["a great many elements", () => writeElement(0x30, repeat([0x30, 0x00], 100))],
  [
    "a great many octets in pieces",
    () => joinSignedData(parts, { octets: writeElement(0x24, repeat([0x04, 0x00], 9000)) }),
  ],
  [
    "an object identifier of a great many arcs",
    () => writeElement(0x30, writeElement(0x06, repeat([0x01], 100))),
  ],
  [
    "an object identifier of one great arc",
    () => writeElement(0x30, writeElement(0x06, repeat([0xff], 100))),
  ],
  ["a great time", () => writeElement(0x30, writeElement(0x17, repeat([0x31], 100)))],
  [
    "a length of 127 bytes",
    () => Buffer.concat([Buffer.from([0x30, 0xff]), Buffer.alloc(127, 0xff)]),
  ],
  [
    "a length beyond every file",
    () => Buffer.from([0x30, 0x86, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
  ],
  ["arrays in each other", () => `<plist>${"<array>".repeat(140_000)}`],
  [
    "a great many elements of XML",
    () => `<plist><array>${"<true/>".repeat(140_000)}</array></plist>`,
  ],
  [
    "a great many keys",
    () =>
      `<plist><dict>${Array.from({ length: 30_000 }, (_, index) => `<key>${index}</key><true/>`).join("")}</dict></plist>`,
  ],
  [
    "a great many attributes",
    () =>
      `<plist ${Array.from({ length: 60_000 }, (_, index) => `a${index}=""`).join(" ")}><true/></plist>`,
  ],
  ["a great many references", () => `<plist><string>${"&amp;".repeat(190_000)}</string></plist>`],
  ["a great many comments", () => `<plist><array>${"<!---->".repeat(140_000)}</array></plist>`],
  ["a great name", () => `<plist><${"a".repeat(900_000)}`],
  ["a great DOCTYPE", () => `<!DOCTYPE ${"[<".repeat(450_000)}`],
  ["a great number", () => `<plist><real>${"1".repeat(900_000)}</real></plist>`],
  ["a great blank date", () => `<plist><date>${" ".repeat(900_000)}x</date></plist>`],
  ["blanks before nothing", () => " ".repeat(maxPayloadBytes)],
];

function repeat(bytes: number[], less = 0): Uint8Array {
  return Buffer.alloc(maxPayloadBytes - less, Buffer.from(bytes));
}

function nestDefinite(): Uint8Array {
  const heads: Buffer[] = [];
  for (let length = 0; length < maxPayloadBytes - 5; length += heads.at(-1)?.length ?? 0)
    heads.push(Buffer.from([0x30, 0x83, length >> 16, (length >> 8) & 255, length & 255]));
  return Buffer.concat(heads.reverse());
}

// How long a step may take is not asserted: mocha's limit is the net, and a reader that is worse than linear runs into it.
describe("readProfile, whatever it is given,", () => {
  it("answers any bytes", () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), expectAnswer), { numRuns: 1000 });
    const begun = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from([0x30, ...bytes]));
    fc.assert(fc.property(begun, expectAnswer), { numRuns: 1000 });
  });

  it("answers a valid payload that was cut anywhere", () => {
    for (const payload of valid) {
      for (let length = 0; length < payload.length; length += 1) {
        const read = readProfile(payload.subarray(0, length));
        // Only the line end after the last element can be missed.
        if ("profile" in read) expect(payload.length - length).to.equal(1);
      }
    }
  });

  it("answers a valid payload with a few bytes changed", () => {
    fc.assert(fc.property(mutated, expectAnswer), { numRuns: 1500 });
  });

  it("answers a property list with a word changed, bare or signed", () => {
    fc.assert(
      fc.property(reworded, (text) => {
        expectAnswer(Buffer.from(text));
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(reworded, (text) => {
        expectAnswer(signContent(text));
      }),
      { numRuns: 20 },
    );
  });

  for (const [name, make] of bombs) {
    it(`answers ${name}`, () => {
      const payload = Buffer.from(make());
      expect(payload.length).to.be.at.most(maxPayloadBytes);
      expectAnswer(payload);
    });
  }
});
