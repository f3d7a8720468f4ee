import { expect } from "chai";
import { explain, linesOf } from "./explainText.ts";
import { profileId, profileStep, providedBy } from "./previews.ts";

describe("what becomes of a profile", () => {
  it("is a deletion that another resource prevents where it takes it over", () => {
    const explanation = explain([
      profileStep("delete", "Former", { before: {} }),
      profileStep("create", "Field", { after: { adoptId: profileId(1) } }),
    ]);
    expect(linesOf(explanation, "deleted")).to.deep.equal([]);
    expect(linesOf(explanation, "loses")).to.deep.equal([]);
    expect(linesOf(explanation, "rest")).to.deep.equal(["Former: moves to another resource"]);
    expect(linesOf(explanation, "new")).to.deep.equal([
      "Field: taken over as it is, expires 2027-01-31",
    ]);
  });

  it("is a deletion where a resource of another provider takes it over", () => {
    const explanation = explain([
      providedBy("one", profileStep("delete", "Former", { before: {} })),
      providedBy("two", profileStep("create", "Field", { after: { adoptId: profileId(1) } })),
    ]);
    expect(linesOf(explanation, "deleted")).to.deep.equal(["Former: expires 2027-01-31"]);
  });

  it("is a replacement that deletes the former one", () => {
    const after = { adoptId: profileId(2) };
    const explanation = explain([profileStep("replace", "Field", { before: {}, after })]);
    expect(linesOf(explanation, "replaced")).to.deep.equal([
      "Field (00000001): the former one is deleted, expires 2027-01-31",
    ]);
    expect(linesOf(explanation, "loses")).to.deep.equal(["Field (00000001): everyone who has it"]);
  });

  it("is a renewal, or a change that names what changes", () => {
    const after = { payloadSha256: "bb", expirationDateTime: "2028-02-01T00:00:00Z" };
    const explanation = explain([
      profileStep("update", "Renewed", { before: {}, after: { ...after, description: "x" } }),
      profileStep("update", "Changed", { id: 2, before: {}, after: { description: "x" } }),
    ]);
    expect(linesOf(explanation, "renewed")).to.deep.equal([
      "Renewed: expires 2027-01-31 → 2028-02-01, changes description",
    ]);
    expect(linesOf(explanation, "rest")).to.deep.equal(["Changed: changes description"]);
  });
});

describe("profiles of one name", () => {
  it("are distinguished by their ids", () => {
    const twins = [1, 2].map((id) => ({
      ...profileStep("delete", "Field", { id, before: {} }),
      urn: profileStep("delete", `field-${id}`, {}).urn,
    }));
    const adopted = profileStep("create", "Field", { after: { adoptId: profileId(3) } });
    const explanation = explain([...twins, adopted]);
    expect(linesOf(explanation, "loses")).to.deep.equal([
      "Field (00000001): everyone who has it",
      "Field (00000002): everyone who has it",
    ]);
    expect(linesOf(explanation, "new").join()).to.match(/^Field \(00000003\): taken over as it is/);
  });
});
