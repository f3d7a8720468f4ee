// @ts-nocheck
import { inspect } from "node:util";
import { expect } from "chai";
import fc from "fast-check";
import { quoteValue } from "../../provider/dist/domain/problem.js";

describe("quoteValue", () => {
  const rows: [value: unknown, quoted: string][] = [
    ["text", '"text"'],
    ['a "b"\n', '"a \\"b\\"\\n"'],
    [5, "5"],
    [true, "true"],
    [null, "null"],
    [undefined, "undefined"],
    [["secret"], "an array"],
    [{ secret: 1 }, "an object"],
  ];
  for (const [value, quoted] of rows) {
    it(`quotes ${inspect(value)} as ${quoted}`, () => {
      expect(quoteValue(value)).to.equal(quoted);
    });
  }

  it("cuts text that is long", () => {
    expect(quoteValue("x".repeat(60))).to.equal(`"${"x".repeat(60)}"`);
    expect(quoteValue("x".repeat(61))).to.equal(`"${"x".repeat(57)}..."`);
  });

  it("never throws", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(quoteValue(value)).to.be.a("string");
      }),
    );
  });
});
