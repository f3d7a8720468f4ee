import { expect } from "chai";
import fc from "fast-check";
import { nameObjects, toIdentifier } from "../../provider/dist/adopt/nameTenant.js";

/** Ids that differ at their start. */
const idOf = (index: number): string => `${index}`.repeat(8) + "-0000-4000-8000-000000000000";

const namesOf = (...displayNames: string[]): string[] => [
  ...nameObjects(
    displayNames.map((displayName, index) => ({ id: idOf(index), displayName })),
    "configuration",
  ).values(),
];

describe("nameObjects", () => {
  const rows: [displayName: string, name: string][] = [
    ["Field Service", "field-service"],
    ["  Außendienst – Süd (2027)  ", "au-endienst-sud-2027"],
    ["Équipe n°1", "equipe-n-1"],
    ["現場", "configuration"],
    ["", "configuration"],
    ["CON", "configuration-con"],
    ["long ".repeat(20), "long-long-long-long-long-long-lo"],
  ];
  for (const [displayName, name] of rows) {
    it(`calls ${JSON.stringify(displayName.slice(0, 30))} ${name}`, () => {
      expect(namesOf(displayName)).to.deep.equal([name]);
    });
  }

  it("adds the start of the id where several have one name, and leaves the others theirs", () => {
    expect(namesOf("Field", "field!", "Office")).to.deep.equal([
      `field-${idOf(0).slice(0, 8)}`,
      `field-${idOf(1).slice(0, 8)}`,
      "office",
    ]);
  });

  it("passes over names that are taken", () => {
    const names = nameObjects(
      [{ id: idOf(7), displayName: "Field" }],
      "configuration",
      (name) => name === "field",
    );
    expect([...names.values()]).to.deep.equal([`field-${idOf(7).slice(0, 8)}`]);
  });

  const objects = fc.uniqueArray(
    fc.record({
      id: fc.uuid(),
      displayName: fc.oneof(
        fc.string({ unit: "grapheme", maxLength: 6 }),
        fc.constantFrom("a", "A", "a-b", "a b", "a1", "a-1", "aux", "現場"),
      ),
    }),
    { selector: ({ id }) => id },
  );

  it("gives every object a name of its own, good for a file and for a program, in any order", () => {
    fc.assert(
      fc.property(objects, (some) => {
        const names = nameObjects(some, "configuration");
        const distinct = new Set(names.values());
        expect(distinct.size).to.equal(some.length);
        expect(new Set([...distinct].map(toIdentifier)).size).to.equal(some.length);
        for (const name of distinct) {
          expect(name).to.match(/^[a-z0-9]+(-[a-z0-9]+)*$/);
          expect(toIdentifier(name)).to.match(/^[a-zA-Z_][a-zA-Z0-9_]*$/);
        }
        const reversed = nameObjects(some.toReversed(), "configuration");
        expect(new Map([...reversed].sort())).to.deep.equal(new Map([...names].sort()));
      }),
    );
  });
});
