import { expect } from "chai";
import { toCheckFailure } from "../../provider/dist/dynamic/dynamicProvider.js";

describe("a problem as the engine prints it", () => {
  it("is told beside the property and its value, where these can be printed", () => {
    const problem = { path: "displayName", reason: "must be a text" };
    expect(toCheckFailure(problem)).to.deep.equal({
      property: "displayName",
      reason: "must be a text",
    });
  });

  it("names the property itself where the engine would print no value, or base64", () => {
    for (const path of ["payload", "assignments[0].groupId", "roleScopeTagIds[1]"])
      expect(toCheckFailure({ path, reason: "is wrong" })).to.deep.equal({
        property: "",
        reason: `${path} is wrong`,
      });
  });
});
