import { expect } from "chai";
import { notKnownYet } from "../domain/arbitraries.ts";
import { explain, linesOf } from "./explainText.ts";
import {
  allDevices,
  allUsers,
  group,
  groupId,
  natively,
  profileStep,
  providedBy,
  setStep,
  type RawStep,
  without,
} from "./previews.ts";
import type { Entry } from "../../provider/dist/domain/entry.js";

const filtered = (n: number, filterType: "include" | "exclude"): Entry => ({
  type: "groupAssignmentTarget",
  groupId: groupId(n),
  filterId: groupId(99),
  filterType,
});

describe("who loses a profile", () => {
  const update = (before: readonly Entry[], after: readonly Entry[]) =>
    setStep("update", "app", { before: { entries: before }, after: { entries: after } });

  it("is who is dropped, all users and devices first, and who is excluded", () => {
    const explanation = explain([
      update([group(1), group(2), allDevices, allUsers, without(4)], [group(1), without(3)]),
    ]);
    expect(linesOf(explanation, "loses")).to.deep.equal([
      "app: All users, All devices, group 2, group 3 (excluded from now on)",
    ]);
    expect(linesOf(explanation, "noLongerExcluded")).to.deep.equal(["app: group 4"]);
    expect(linesOf(explanation, "gains")).to.deep.equal([]);
  });

  it("knows the native plugin's resources too", () => {
    const explanation = explain([
      natively(update([group(1), allUsers], [group(1)])),
      natively(profileStep("delete", "Field", { id: 2, before: {} })),
    ]);
    expect(linesOf(explanation, "loses")).to.deep.equal([
      "Field: everyone who has it",
      "app: All users",
    ]);
  });

  it("is who gets another filter", () => {
    const explanation = explain([
      update([filtered(1, "include"), group(2)], [group(1), filtered(2, "exclude")]),
    ]);
    expect(linesOf(explanation, "loses")).to.deep.equal([
      `app: group 1 (its filter changes, with filter include ${groupId(99)}), group 2 (its filter changes)`,
    ]);
    expect(linesOf(explanation, "gains")).to.deep.equal([
      `app: group 1, group 2 (with filter exclude ${groupId(99)})`,
    ]);
  });

  it("is whom a refresh found and no program declares, but not where the set is deleted", () => {
    const before = { entries: [group(1), group(2)], unmanaged: [group(2)] };
    const dropped = setStep("update", "app", { before, after: { entries: [group(1)] } });
    expect(linesOf(explain([dropped]), "loses")).to.deep.equal(["app: group 2"]);
    expect(linesOf(explain([setStep("delete", "app", { before })]), "loses")).to.deep.equal([
      "app: group 1",
    ]);
  });

  it("is nobody whom another set of the profile declares, if this run writes it", () => {
    const before = { entries: [group(1), group(2)] };
    const gone = setStep("delete", "former", { before });
    const explanation = explain([
      gone,
      setStep("create", "app", { after: { entries: [group(1)] } }),
    ]);
    expect(linesOf(explanation, "loses")).to.deep.equal(["former: group 2"]);
    expect(linesOf(explanation, "gains")).to.deep.equal([]);
    const other = setStep("create", "app", { after: { id: 2, entries: [group(1)] } });
    expect(linesOf(explain([gone, other]), "loses")).to.deep.equal(["former: group 1, group 2"]);
    const same = setStep("same", "app", { before, after: before });
    expect(linesOf(explain([gone, same]), "loses")).to.deep.equal([
      "former: group 1 (perhaps: another resource declares it too), group 2 (perhaps: another resource declares it too)",
    ]);
  });

  it("is whom only a set of another provider declares: its process does not keep them for this one", () => {
    const side = { entries: [group(1)] };
    const gone = providedBy("one", setStep("delete", "former", { before: side }));
    for (const [provider, losers] of [
      ["one", []],
      ["two", ["former: group 1"]],
    ] as const) {
      const heir = providedBy(provider, setStep("create", "app", { after: side }));
      expect(linesOf(explain([heir, gone]), "loses")).to.deep.equal(losers);
    }
  });

  it("is nobody of sets that all change their provider in place", () => {
    const both = { entries: [group(1), group(2)] };
    const toTwo = (step: RawStep): RawStep => {
      const moved = providedBy("two", step);
      return { ...moved, oldState: { ...moved.oldState, provider: "one" } };
    };
    const explanation = explain([
      toTwo(setStep("update", "a", { before: both, after: { entries: [group(1)] } })),
      toTwo(setStep("update", "b", { before: { entries: [group(1)] }, after: both })),
    ]);
    expect(linesOf(explanation, "loses")).to.deep.equal([]);
  });

  it("cannot be said of what a refresh before the program lists: it declares nothing", () => {
    const before = { entries: [group(1)] };
    const explanation = explain([
      setStep("refresh", "app", { before, after: before }),
      setStep("delete", "app", { before }),
    ]);
    expect(linesOf(explanation, "loses")).to.deep.equal(["app: group 1"]);
    const profile = explain([
      profileStep("refresh", "Field", { before: {}, after: {} }),
      profileStep("delete", "Field", { before: {} }),
    ]);
    expect(linesOf(profile, "deleted")).to.deep.equal(["Field: expires 2027-01-31"]);
  });

  it("may be everybody where the new set is not known yet", () => {
    const before = { entries: [group(1)] };
    const unknownSet = { more: { assignments: notKnownYet } };
    const whole = explain([setStep("update", "app", { before, after: unknownSet })]);
    const perhaps = "app: group 1 (perhaps: not known before the update)";
    expect(linesOf(whole, "loses")).to.deep.equal([perhaps]);
    expect(linesOf(whole, "gains")).to.deep.equal(["app: not known before the update"]);
    const entry = { type: "groupAssignmentTarget", groupId: notKnownYet } as Entry;
    const part = explain([setStep("update", "app", { before, after: { entries: [entry] } })]);
    expect(linesOf(part, "loses")).to.deep.equal([perhaps]);
    const moved = { entries: [group(1)], more: { configurationId: notKnownYet } };
    const replaced = explain([setStep("replace", "app", { before, after: moved })]);
    expect(linesOf(replaced, "loses")).to.deep.equal(["app: group 1"]);
  });

  for (const [form, assignments] of Object.entries({
    "what the engine prints": "[secret]",
    "what a plan holds": {
      "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
      ciphertext: "v1:x",
    },
    "labels that are hashes": { "secret 0123456789abcdef": { ...group(7) } },
    "a part of it": { "groupAssignmentTarget x": { groupId: "[secret]" } },
  }))
    it(`cannot be shown where the set is secret: ${form}`, () => {
      const secret = { more: { assignments } };
      const open = { entries: [group(1)] };
      const line = ["app: cannot be shown: secret"];
      for (const [before, after] of [
        [secret, open],
        [open, secret],
        [secret, secret],
      ])
        expect(
          linesOf(explain([setStep("update", "app", { before, after } as never)]), "loses"),
        ).to.deep.equal(line);
      expect(
        linesOf(explain([setStep("delete", "app", { before: secret })]), "loses"),
      ).to.deep.equal(line);
      const created = explain([setStep("create", "app", { after: secret })]);
      expect(linesOf(created, "loses")).to.deep.equal([]);
      expect(linesOf(created, "gains")).to.deep.equal(line);
      expect(JSON.stringify(created)).not.to.contain(groupId(7));
    });

  it("may be whom no preview has shown, where the program says remove", () => {
    const after = { entries: [group(1)], more: { unmanaged: "remove" } };
    expect(linesOf(explain([setStep("create", "app", { after })]), "loses")).to.deep.equal([
      'app: entries that no preview has shown: unmanaged is "remove"',
    ]);
  });

  it("is who was in the older collection, once it is no longer declared", () => {
    const older = { groupAssignments: { [groupId(5)]: {} } };
    const before = { entries: [group(1)], more: older };
    const explanation = explain([
      setStep("update", "app", { before, after: { entries: [group(1)] } }),
    ]);
    expect(linesOf(explanation, "loses")).to.deep.equal(["app: group 5 (older collection)"]);
  });

  it("is whoever has a profile that goes, where no set says who", () => {
    const explanation = explain([profileStep("delete", "Field", { before: {} })]);
    expect(linesOf(explanation, "loses")).to.deep.equal(["Field: everyone who has it"]);
    expect(linesOf(explanation, "deleted")).to.deep.equal(["Field: expires 2027-01-31"]);
    const known = explain([
      profileStep("delete", "Field", { before: {} }),
      setStep("delete", "field", { before: { entries: [group(1)] } }),
    ]);
    expect(linesOf(known, "loses")).to.deep.equal(["Field: group 1"]);
    const assigned = explain([
      profileStep("delete", "Field", { before: { deleteAssigned: true } }),
      setStep("delete", "field", { before: { entries: [group(1)] } }),
    ]);
    expect(linesOf(assigned, "loses")).to.deep.equal(["Field: everyone who has it, group 1"]);
  });

  it("may be anybody in a step that this release does not know", () => {
    const explanation = explain([setStep("evaporate", "app", { before: {}, after: {} })]);
    expect(linesOf(explanation, "loses")).to.deep.equal(["app: the engine calls it evaporate"]);
  });
});
