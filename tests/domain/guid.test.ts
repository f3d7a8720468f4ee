import { expect } from "chai";
import fc from "fast-check";
import { isGuid, normalizeGuid } from "../../provider/dist/domain/values.js";
import { guid } from "./arbitraries.ts";

describe("isGuid", () => {
  it("knows a GUID in either case, or a mixed one", () => {
    fc.assert(
      fc.property(fc.mixedCase(fc.uuid()), (text) => {
        expect(isGuid(text)).to.be.true;
        expect(normalizeGuid(text)).to.equal(text.toLowerCase());
      }),
    );
  });

  const others = [
    "",
    "Sales",
    `{${guid(0)}}`,
    ` ${guid(0)}`,
    `${guid(0)}\n`,
    `${guid(0)}0`,
    guid(0).slice(1),
    guid(0).replaceAll("-", ""),
    guid(0).replace("a", "g"),
  ];
  for (const text of others) {
    it(`takes ${JSON.stringify(text)} for no GUID, and leaves it as it is`, () => {
      expect(isGuid(text)).to.be.false;
      expect(normalizeGuid(text)).to.equal(text);
    });
  }
});
