import { expect } from "chai";
import { linesOf } from "./explainText.ts";
import { group, profileStep, setStep, without, type RawStep, type SetSide } from "./previews.ts";
import { explainRun } from "../../provider/dist/explain/explainRun.js";
import { readEngineRun } from "../../provider/dist/explain/readEngineRun.js";

describe("what has drifted", () => {
  const root = {
    op: "refresh",
    urn: "urn:pulumi:production::intune::pulumi:pulumi:Stack::intune-production",
  };
  const found = (...steps: RawStep[]) =>
    explainRun(readEngineRun(JSON.stringify({ steps: [root, ...steps] })));
  /** What a refresh finds has outputs. */
  const setFound = (op: string, before: SetSide, after?: SetSide): RawStep => {
    const now = after && setStep("same", "app", { before: after }).oldState;
    return { ...setStep(op, "app", { before }), ...(now && { newState: now }) };
  };

  it("is who has lost and gained a profile past Pulumi, whatever the program declares", () => {
    const explanation = found(
      setFound(
        "update",
        { entries: [group(1), without(3)] },
        { entries: [group(2)], unmanaged: [group(2)] },
      ),
      setStep("refresh", "other", { before: { id: 2, entries: [group(1)] }, after: { id: 2 } }),
    );
    expect(explanation.kind).to.equal("refresh");
    expect(linesOf(explanation, "loses")).to.deep.equal(["app: group 1"]);
    expect(linesOf(explanation, "noLongerExcluded")).to.deep.equal(["app: group 3"]);
    expect(linesOf(explanation, "gains")).to.deep.equal(["app: group 2"]);
  });

  it("is a profile that is gone, with all who had it", () => {
    const explanation = found(
      profileStep("delete", "Field", { before: { deleteAssigned: true } }),
      setFound("delete", { entries: [group(1)], unmanaged: [group(1)] }),
    );
    expect(linesOf(explanation, "loses")).to.deep.equal(["Field: group 1"]);
    expect(linesOf(explanation, "deleted")).to.deep.equal(["Field: expires 2027-01-31"]);
  });

  it("cannot be shown of a secret set", () => {
    const secret = { more: { assignments: "[secret]" } };
    const explanation = found(setFound("update", secret, secret));
    expect(linesOf(explanation, "loses")).to.deep.equal(["app: cannot be shown: secret"]);
  });
});
