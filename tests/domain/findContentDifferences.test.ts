import { expect } from "chai";
import {
  findContentDifferences,
  type ComparedContent,
} from "../../provider/dist/domain/configuration.js";
import { unknownValue } from "../../provider/dist/domain/values.js";

const content: ComparedContent = {
  displayName: "Field",
  description: null,
  payloadSha256: "a1",
  payloadFileName: "field.mobileprovision",
  expirationDateTime: "2027-01-31T00:00:00Z",
  roleScopeTagIds: ["0", "1"],
};

describe("findContentDifferences", () => {
  it("finds none between equal contents", () => {
    expect(findContentDifferences(content, { ...content })).to.deep.equal([]);
  });

  const same: readonly Partial<ComparedContent>[] = [
    { description: "" },
    { expirationDateTime: "2027-01-31T01:00:00.4+01:00" },
    { roleScopeTagIds: ["1", "0", "1"] },
  ];
  for (const spelled of same) {
    it(`takes ${JSON.stringify(spelled)} for the same, from either side`, () => {
      const other = { ...content, ...spelled };
      expect(findContentDifferences(content, other)).to.deep.equal([]);
      expect(findContentDifferences(other, content)).to.deep.equal([]);
    });
  }

  const changes: readonly Partial<ComparedContent>[] = [
    { displayName: "field" },
    { description: "Lorries" },
    { payloadSha256: "b2" },
    { payloadFileName: "Field.mobileprovision" },
    { expirationDateTime: "2027-01-31T00:00:01Z" },
    { roleScopeTagIds: ["0"] },
    { displayName: unknownValue },
    { roleScopeTagIds: [unknownValue] },
  ];
  for (const change of changes) {
    it(`sees ${JSON.stringify(change)}`, () => {
      const names = findContentDifferences(content, { ...content, ...change });
      expect(names).to.deep.equal(Object.keys(change));
    });
  }

  it("takes a payload that Graph did not return for the same", () => {
    expect(findContentDifferences({ ...content, payloadSha256: null }, content)).to.be.empty;
  });

  it("compares scope tags where the program declares some, though the state knows none", () => {
    expect(findContentDifferences(content, { ...content, roleScopeTagIds: null })).to.be.empty;
    const names = findContentDifferences({ ...content, roleScopeTagIds: null }, content);
    expect(names).to.deep.equal(["roleScopeTagIds"]);
  });
});
