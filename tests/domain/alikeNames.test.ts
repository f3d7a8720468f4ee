import { expect } from "chai";
import fc from "fast-check";
import {
  commonStart,
  describeDifference,
  looksLike,
  nameIncludes,
  nameStartsWith,
  quoteName,
} from "../../provider/dist/domain/alikeNames.js";
import { showName } from "../../provider/dist/domain/readable.js";
import { anyCharacter } from "./anyCharacter.ts";

describe("names that look alike", () => {
  const rows: [what: string, wanted: string, name: string, difference: string][] = [
    [
      "a no-break space",
      "Field Service",
      "Field\u00a0Service",
      String.raw`6 on it has "\u00a0" in place of " "`,
    ],
    [
      "a narrow one",
      "Field Service",
      "Field\u202fService",
      String.raw`6 on it has "\u202f" in place of " "`,
    ],
    ["a zero-width space", "Field", "Fi\u200beld", String.raw`3 on it has "\u200b" in place of ""`],
    ["a soft hyphen", "Fi\u00adeld", "Field", String.raw`3 on it has "" in place of "\u00ad"`],
    ["a line end", "Field", "Field\r\n", String.raw`6 on it has "\r\n" in place of ""`],
    ["a blank at the end", "Field", "Field ", '6 on it has " " in place of ""'],
    ["a blank more", "A B", "A  B", '3 on it has " " in place of ""'],
    ["a mark of its own", "Büro", "Bu\u0308ro", String.raw`2 on it has "u\u0308" in place of "ü"`],
    [
      "a composed character",
      "Bu\u0308ro",
      "Büro",
      String.raw`2 on it has "ü" in place of "u\u0308"`,
    ],
    ["an old accent", "ά", "\u1f71", String.raw`1 on it has "\u1f71" in place of "ά"`],
    [
      "Hangul in parts",
      "한",
      "한".normalize("NFD"),
      String.raw`1 on it has "ᄒ\u1161\u11ab" in place of "한"`,
    ],
    ["a filler", "App", "App\u3164", String.raw`4 on it has "\u3164" in place of ""`],
    [
      "case besides",
      "field crew",
      "Field\u00a0crew",
      String.raw`6 on it has "\u00a0" in place of " "`,
    ],
  ];
  for (const [what, wanted, name, difference] of rows) {
    it(`are told apart by ${what}`, () => {
      expect(looksLike(wanted.toLowerCase(), name.toLowerCase())).to.be.true;
      expect(describeDifference(wanted, name)).to.equal(`from character ${difference}`);
    });
  }

  it("are not those that differ visibly, and case needs no word", () => {
    for (const [one, other] of [
      ["Cafe", "Café"],
      ["A B", "AB"],
      ["Ring 1", "Ring １"],
      ["👩‍🚒", "👩‍💻"],
    ] as const) {
      expect(looksLike(one, other)).to.be.false;
      expect(describeDifference(one, other)).to.be.undefined;
    }
    expect(describeDifference("pilots", "Pilots")).to.be.undefined;
    expect(looksLike("pilots", "Pilots")).to.be.false;
  });

  it("are searched for by what they begin with, or have in common", () => {
    expect(nameIncludes("The\u00a0Field\u200b Service", "FIELD service")).to.be.true;
    expect(nameIncludes("Ringo", "Ring ")).to.be.false;
    expect(nameStartsWith("Bu\u0308ro 2", "büro ")).to.be.true;
    for (const [name, start] of [
      [" Field\u00a0Service", "Field"],
      ["Cafe\u0301", "Caf"],
      ["現場 1", "現場"],
      ["Über", ""],
    ] as const)
      expect(commonStart(name)).to.equal(start);
  });

  it("look like themselves, and quoted read back the same, with nothing invisible", () => {
    fc.assert(
      fc.property(fc.string({ unit: anyCharacter }), (name) => {
        const quoted = quoteName(name);
        expect(JSON.parse(quoted)).to.equal(name);
        expect(quoted).to.equal(quoted.normalize("NFC"));
        expect(looksLike(name, ` ${name.normalize("NFD")}\u200b\r\n`)).to.be.true;
      }),
    );
  });
});

describe("showName", () => {
  const rows: [name: string, shown: string][] = [
    ["Field Service – Büro 現場　1 👩‍🚒 ❤️", "Field Service – Büro 現場　1 👩‍🚒 ❤️"],
    ["Field\u00a0Service", String.raw`Field\u00a0Service`],
    [" a \nb\r\n", String.raw`\u0020a b\r\n`],
    ["Cafe\u0301 ", String.raw`Cafe\u0301\u0020`],
    [" \u00a0\n", "(no name)"],
  ];
  for (const [name, shown] of rows)
    it(`shows ${JSON.stringify(name)} as ${shown}`, () => {
      expect(showName(name)).to.equal(shown);
    });
});
