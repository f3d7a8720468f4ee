import { expect } from "chai";
import fc from "fast-check";
import { notKnownYet } from "../domain/arbitraries.ts";
import { explain, linesOf } from "./explainText.ts";
import {
  allDevices,
  allUsers,
  group,
  groupId,
  natively,
  previewOf,
  profileId,
  profileStep,
  setStep,
  without,
  type RawStep,
  type SetSide,
} from "./previews.ts";
import {
  type DeclaredSet,
  type Mode,
  ownedEntries,
} from "../../provider/dist/domain/assignmentsInputs.js";
import { isOlder, type Entry, subtractEntries } from "../../provider/dist/domain/entry.js";
import { planSet, goalOfDelete, goalOf } from "../../provider/dist/domain/planSet.js";
import type { Audience } from "../../provider/dist/explain/explanation.js";
import { explainRun } from "../../provider/dist/explain/explainRun.js";
import { audienceOf } from "../../provider/dist/explain/explanation.js";
import { readEngineRun, readState } from "../../provider/dist/explain/readEngineRun.js";
import { labelEntries } from "../../provider/dist/hosting/recordedSet.js";

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

/** A set before and after a run, of one of two profiles. */
const someSet = fc.record({
  id: fc.integer({ min: 0, max: 1 }),
  before: fc.option(fc.subarray([group(1), group(2), without(3), allUsers]), { nil: undefined }),
  after: fc.option(fc.subarray([group(1), group(2), without(3), allUsers]), { nil: undefined }),
});

function opOf(before: unknown, after: unknown): string {
  if (before === undefined) return "create";
  if (after === undefined) return "delete";
  return JSON.stringify(before) === JSON.stringify(after) ? "same" : "update";
}

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

describe("of any sets of any profiles", () => {
  it("every entry that is gone afterwards is explained, and none for sure that is declared", () => {
    fc.assert(
      fc.property(fc.array(someSet, { maxLength: 6 }), (sets) => {
        const written = sets.filter(({ before, after }) => before ?? after);
        const explanation = explain(
          written.map(({ id, before, after }, index) =>
            setStep(opOf(before, after), `set ${index}`, {
              ...(before && { before: { id, entries: before } }),
              ...(after && { after: { id, entries: after } }),
            }),
          ),
        );
        for (const id of [0, 1]) {
          const ofProfile = written.filter((set) => set.id === id);
          const had = ofProfile.flatMap(({ before = [] }) => before);
          const has = ofProfile.flatMap(({ after = [] }) => after);
          const shown = explanation.sections
            .filter(({ key }) => key === "loses" || key === "noLongerExcluded")
            .flatMap(({ lines }) => lines)
            .filter(({ configurationId }) => configurationId === profileId(id))
            .flatMap(({ who }) => who.filter(({ note }) => note === undefined));
          const keyOf = ({ kind, id: whom = "" }: Audience): string => `${kind} ${whom}`;
          const gone = subtractEntries(had, has).map((entry) => keyOf(audienceOf(entry)));
          expect(new Set(shown.map(keyOf))).to.deep.equal(new Set(gone));
        }
      }),
      { numRuns: 200 },
    );
  });
});

/** A set with entries of both collections, some of which no program has declared. */
const pool = [group(1), group(2), without(3), allUsers, { targetGroupId: groupId(4) }];
const modes = fc.constantFrom("authoritative" as const, "additive" as const);
const setBefore = fc.record({
  entries: fc.subarray(pool),
  unmanagedEntries: fc.subarray(pool),
  mode: modes,
});
const setAfter = fc.option(fc.record({ entries: fc.subarray(pool), mode: modes }));

describe("of any set", () => {
  it("everybody is explained whom the write itself would remove", () => {
    fc.assert(
      fc.property(setBefore, setAfter, (given, after) => {
        const ofSet = (entries: readonly Entry[], mode: Mode): DeclaredSet => ({
          ...{ configurationId: profileId(1), entries: [...entries], mode, unmanaged: "refuse" },
          declaresOlder: entries.some(isOlder),
        });
        const before = { ...ofSet(given.entries, given.mode), ...given };
        const next = after && ofSet(after.entries, after.mode);
        const known = next?.mode === "additive" ? ownedEntries(before) : before.entries;
        const goal = next ? goalOf(next, known) : goalOfDelete(before);
        const removed = planSet(goal, before.entries).surplus;
        const sideOf = ({ entries, mode }: DeclaredSet): SetSide => ({
          entries: entries.filter((entry) => !isOlder(entry)),
          more: {
            mode,
            ...(entries.some(isOlder) && {
              groupAssignments: labelEntries(entries.filter(isOlder), {
                unmanaged: given.unmanagedEntries,
              }),
            }),
          },
        });
        const unmanaged = given.unmanagedEntries;
        const explanation = explain([
          setStep(next ? "update" : "delete", "app", {
            before: { ...sideOf(before), unmanaged },
            ...(next && { after: sideOf(next) }),
          }),
        ]);
        const shown = (["loses", "noLongerExcluded"] as const)
          .flatMap((key) => explanation.sections.find((one) => one.key === key)?.lines ?? [])
          .flatMap(({ who }) => who.map(({ kind, id = "" }) => `${kind} ${id}`));
        for (const { kind, id = "" } of removed.map((entry) => audienceOf(entry)))
          expect(shown).to.include(`${kind} ${id}`);
      }),
    );
  });
});

describe("what cannot be read", () => {
  for (const [what, text] of Object.entries({
    nothing: "",
    "an empty object": "{}",
    "a list": "[]",
    "half of a preview": previewOf([]).slice(0, -9),
    "what is printed for people": "Previewing update (production):\n",
    "a step without an op": '{"steps":[{"urn":"urn:pulumi:a::b::c::d"}]}',
    "a step without a URN": '{"steps":[{"op":"delete"}]}',
    "half of an event": '{"sequence":0,"resourcePreEvent":{\n',
    "a plan that leaves a resource open": '{"resourcePlans":{"urn:pulumi:a::b::c::d":{}}}',
  }))
    it(`is ${what}: it never counts as "nothing changes"`, () => {
      expect(() => readEngineRun(text)).to.throw(/^(?:This is not what|Cannot read)/);
    });

  it("is the last line of a run that was killed: the rest is explained, as not all", () => {
    const urn = "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev";
    const begun = JSON.stringify({
      sequence: 0,
      resourcePreEvent: { metadata: { op: "same", urn } },
    });
    const end = JSON.stringify({ sequence: 1, summaryEvent: {} });
    for (const text of [`${begun}\n${end.slice(0, -5)}`, `${begun}\n${end}\n{"sequence":2,"can`]) {
      const { steps, doubts } = readEngineRun(text);
      expect(steps.map((step) => step.urn)).to.deep.equal([urn]);
      expect(doubts).to.deep.equal(["the file ends before the run does"]);
    }
    expect(() => readEngineRun(`${begun}\n{"seq\n${end}`)).to.throw(/^This is not what/);
  });

  it("is a state of another form, which is named", () => {
    for (const text of ["", "null", "error: no stack"])
      expect(() => readState(text)).to.throw("The state is not what `pulumi stack export` writes.");
  });

  it("is explained, where a preview counts what it does not list", () => {
    const text = previewOf([], { changeSummary: { delete: 2, same: 7 } });
    expect(readEngineRun(text).doubts).to.deep.equal(["2 of 2 steps delete are not listed"]);
  });
});
