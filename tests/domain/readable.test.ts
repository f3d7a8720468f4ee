import { expect } from "chai";
import fc from "fast-check";
import { toCode, toMessage, toReadable } from "../../provider/dist/domain/readable.js";
import { anyCharacter } from "./anyCharacter.ts";

/** What no terminal, log or reader may get, but for the line ends of our own messages. */
const harmful =
  /(?!\u200d)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]|##vso\[|##\[|(?<![\w$])::[a-z][\w-]*(?:\s.*)?::/iu;

const pieces = [
  "a",
  "Field Service",
  " ",
  "\n",
  "\r",
  "\t",
  "\u001b[31m",
  "\u001b]8;;https://example.com\u0007",
  "\u009b31m",
  "\u007f",
  "\u202e",
  "\u2066",
  "\u200f",
  "\u061c",
  "\u2028",
  "\u2029",
  "\u200b",
  "\u2060",
  "\ufeff",
  "\u{e0041}",
  "\ud83d",
  "##vso[task.setvariable variable=a]b",
  "##VSO[",
  "##[error]",
  "#",
  "[",
  ":",
  "::",
  "::error::",
  "::set-output name=a::",
  "::add-mask::",
  "👩‍👩‍👧",
];
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: anyCharacter })))
  .map((parts) => parts.join(""));

describe("toReadable", () => {
  const rows: [text: string, shown: string][] = [
    ["Field Service – Büro 現場 مجموعة", "Field Service – Büro 現場 مجموعة"],
    ["👩‍👩‍👧‍👦 👩🏽‍🚒 ❤️‍🔥 🇩🇪", "👩‍👩‍👧‍👦 👩🏽‍🚒 ❤️‍🔥 🇩🇪"],
    ["a\nb\r\nc\rd\te", "a\\nb\\r\\nc\\rd\\te"],
    ["\u001b[2Kgone \u009b31m\u007f", "\\u001b[2Kgone \\u009b31m\\u007f"],
    ["\u202egnp.exe\u2066\u200e\u061c", "\\u202egnp.exe\\u2066\\u200e\\u061c"],
    ["a\u2028b\u2029c", "a\\u2028b\\u2029c"],
    ["a\u200bb\u200dc\ufeff\u2060\u{e0041}", "a\\u200bb\\u200dc\\ufeff\\u2060\\udb40\\udc41"],
    ["half \ud83d", "half \\ud83d"],
    ["x ##vso[task.complete result=Failed]y", "x # #vso[task.complete result=Failed]y"],
    ["##[command]rm, ###[x", "# #[command]rm, ## #[x"],
    ["::error::no", ": :error::no"],
    [" ::warning file=a,line=1::no", " : :warning file=a,line=1::no"],
    ["x\r::set-env name=PATH::/tmp", "x\\r: :set-env name=PATH::/tmp"],
    ["(::debug::x) ::1 ::ffff:1.2.3.4", "(: :debug::x) ::1 ::ffff:1.2.3.4"],
  ];
  for (const [text, shown] of rows) {
    it(`shows ${shown}`, () => {
      expect(toReadable(text)).to.equal(shown);
    });
  }

  it("leaves a URN as it is, which a person copies", () => {
    const urn = "urn:pulumi:dev::project::my:component$pulumi-nodejs:dynamic/intune:X::name";
    expect(toReadable(`aliases: ["${urn}"]`)).to.equal(`aliases: ["${urn}"]`);
  });

  it("leaves nothing harmful, and what is readable already as it is", () => {
    fc.assert(
      fc.property(hostile, fc.integer({ min: 80, max: 300 }), (text, maxLength) => {
        const shown = toReadable(text, { maxLength });
        expect(shown).not.to.match(harmful);
        expect(shown.length).to.be.at.most(maxLength);
        expect(toReadable(shown, { maxLength })).to.equal(shown);
      }),
      { numRuns: 1000 },
    );
  });

  it("keeps the lines of our messages, and nothing else that ends a line", () => {
    expect(toMessage("a:\n  - b\rc\u2028d\n::error::e")).to.equal(
      "a:\n  - b\\rc\\u2028d\n: :error::e",
    );
    fc.assert(
      fc.property(hostile, (text) => {
        for (const line of toMessage(text).split("\n")) expect(line).not.to.match(harmful);
      }),
    );
  });

  it("cuts what is too long, and says how much", () => {
    const shown = toReadable("x".repeat(5_000), { maxLength: 100 });
    expect(shown).to.equal(`${"x".repeat(60)} … (4940 more characters)`);
    expect(toReadable("x".repeat(1_000))).to.have.length(1_000);
    expect(toReadable("x".repeat(1_001)).length).to.be.below(1_000);
    expect(toReadable("👩".repeat(100), { maxLength: 101 }).isWellFormed()).to.equal(true);
    for (let maxLength = 80; maxLength < 100; maxLength += 1) {
      const cut = toReadable("👩\u200d👩\u200d👧".repeat(50), { maxLength });
      expect(toReadable(cut), "a joiner is left without its right half").to.equal(cut);
    }
  });

  it("takes no longer than a text is long", () => {
    const measureMs = (work: () => unknown): number => {
      const before = process.cpuUsage();
      work();
      return process.cpuUsage(before).user / 1000;
    };
    for (const piece of [
      "::",
      "::a",
      "::a-",
      ":",
      "##",
      "#",
      "\u200d",
      "👩\u200d",
      " ",
      "\ud83d",
    ]) {
      const read = (size: number) => toReadable(piece.repeat(size), { maxLength: Infinity });
      read(100);
      const shortMs = measureMs(() => read(20_000));
      const longMs = measureMs(() => read(200_000));
      // Ten times is linear, a hundred times quadratic; what takes next to nothing tells nothing.
      expect(longMs, piece).to.be.below(Math.max(30 * shortMs, 500));
    }
  });
});

describe("toCode", () => {
  it("reads back the same, and shows nothing harmful", () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const code = toCode({ [text]: [text] }, 2);
        expect(JSON.parse(code)).to.deep.equal({ [text]: [text] });
        for (const line of code.split("\n")) expect(line).not.to.match(harmful);
      }),
      { numRuns: 1000 },
    );
  });
});
