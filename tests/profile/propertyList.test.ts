import { expect } from "chai";
import { readPropertyList } from "../../provider/dist/profile/propertyList.js";
import { problemOf } from "./openProfile.ts";

const read = (body: string) => readPropertyList(`<plist version="1.0">${body}</plist>`);
const apple =
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">';

describe("readPropertyList", () => {
  it("reads every kind of value", () => {
    expect(read("<string>a &lt;&#98;&gt;<![CDATA[<&>]]> c</string>")).to.equal("a <b><&> c");
    expect(read("<string/>")).to.equal("");
    expect(read("<integer> -12 </integer>")).to.equal(-12);
    expect(read("<real>1.5e3</real>")).to.equal(1500);
    expect(read("<date>2026-02-28T23:59:59Z</date>")).to.deep.equal(
      new Date("2026-02-28T23:59:59Z"),
    );
    expect(read("<data>\n\tAQID\n\tBA==\n</data>")).to.deep.equal(new Uint8Array([1, 2, 3, 4]));
    expect(read("<array><true/><false></false></array>")).to.deep.equal([true, false]);
    expect(
      read("<!-- a --><dict>\n<key>a</key>\n<array/>\n<key></key><dict/></dict>"),
    ).to.deep.equal(
      new Map<string, unknown>([
        ["a", []],
        ["", new Map()],
      ]),
    );
  });

  it("takes a key that means something to JavaScript for a key", () => {
    const list = read("<dict><key>__proto__</key><dict><key>polluted</key><true/></dict></dict>");
    expect([...(list as ReadonlyMap<string, unknown>).keys()]).to.deep.equal(["__proto__"]);
    expect({}).not.to.have.property("polluted");
  });

  it("takes Apple's DOCTYPE, and follows none", () => {
    expect(readPropertyList(`<?xml version="1.0" encoding="UTF-8"?>${apple}<plist><true/></plist>`))
      .to.be.true;
    const elsewhere = '<!DOCTYPE plist SYSTEM "file:///etc/passwd">';
    expect(readPropertyList(`${elsewhere}<plist><true/></plist>`)).to.be.true;
  });

  const refused: [string, RegExp][] = [
    [
      '<!DOCTYPE plist [<!ENTITY a "b">]><plist><string>&a;</string></plist>',
      /DOCTYPE has declarations/,
    ],
    ["<!DOCTYPE plist [ ]><plist/>", /line 1, column 2\d: its DOCTYPE has declarations of its own/],
    [
      '<?xml version="1.0" encoding="ISO-8859-1"?><plist/>',
      /encoding "ISO-8859-1", and only UTF-8/,
    ],
    ["<plist><string>&a;</string></plist>", /undefined entity$/],
    ["<plist><string>&#x110000;</string></plist>", /malformed character entity$/],
    ["<plist><true></plist>", /unexpected close tag/],
    ["<plist><true/>", /unclosed tag: plist$/],
    ["<plist/>", /<plist> cannot hold ""$/],
    ["<dict/>", /"dict" cannot stand first$/],
    [`<${"a".repeat(500)}/>`, /"a{57}\.\.\." cannot stand first$/],
    ["<plist><true/><false/></plist>", /"false" cannot stand here in <plist>$/],
    ["<plist><set/></plist>", /"set" cannot stand here in <plist>$/],
    ["<plist><constructor/></plist>", /"constructor" cannot stand here in <plist>$/],
    ["<plist><plist><true/></plist></plist>", /"plist" cannot stand here in <plist>$/],
    ["<plist><key>a</key></plist>", /"key" cannot stand here in <plist>$/],
    ["<plist><dict><true/></dict></plist>", /"true" cannot stand here in <dict>$/],
    ["<plist><dict><key>a</key><key>b</key></dict></plist>", /"key" cannot stand here in <dict>$/],
    ["<plist><dict><key>a</key></dict></plist>", /<dict> cannot hold ""$/],
    [
      "<plist><dict><key>a</key><true/><key>a</key><true/></dict></plist>",
      /the key "a" stands twice in one <dict>$/,
    ],
    ["<plist><array>text</array></plist>", /<array> cannot hold "text"$/],
    ["<plist><string><true/></string></plist>", /"true" cannot stand here in <string>$/],
    ["<plist><true>no</true></plist>", /<true> cannot hold "no"$/],
    ["<plist><integer>1.5</integer></plist>", /<integer> cannot hold "1\.5"$/],
    ["<plist><integer/></plist>", /<integer> cannot hold ""$/],
    ["<plist><real>NaN</real></plist>", /<real> cannot hold "NaN"$/],
    [
      "<plist><date>2026-02-30T00:00:00Z</date></plist>",
      /<date> cannot hold "2026-02-30T00:00:00Z"$/,
    ],
    ["<plist><date>2026-02-28</date></plist>", /<date> cannot hold "2026-02-28"$/],
    ["<plist><date>2026-02-28T00:00:00+01:00</date></plist>", /<date> cannot hold/],
    ["<plist><data>AQI</data></plist>", /<data> cannot hold "AQI"$/],
    ["<plist><data>A_-D</data></plist>", /<data> cannot hold "A_-D"$/],
    [`<plist>${"<array>".repeat(40)}`, /its elements nest more than 32 deep$/],
  ];
  for (const [xml, expected] of refused) {
    it(`refuses ${xml.slice(0, 70)}`, () => {
      expect(() => readPropertyList(xml)).to.throw(expected);
    });
  }

  it("refuses entities that would grow, before any is read", () => {
    const levels = Array.from(
      { length: 20 },
      (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`,
    );
    const bomb = `<!DOCTYPE plist [<!ENTITY l0 "lol">${levels.join("")}]><plist><string>&l20;</string></plist>`;
    expect(problemOf(bomb)).to.match(
      /^holds no readable property list: .* its DOCTYPE has declarations of its own/,
    );
  });

  it("refuses what is not in UTF-8", () => {
    const latin1 = Buffer.from("<plist><string>Außendienst</string></plist>", "latin1");
    expect(problemOf(latin1)).to.match(/it is not in UTF-8; download/);
  });
});
