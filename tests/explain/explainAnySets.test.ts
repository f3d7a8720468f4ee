import { expect } from "chai";
import fc from "fast-check";
import { explain } from "./explainText.ts";
import { allUsers, group, groupId, profileId, setStep, without, type SetSide } from "./previews.ts";
import {
  type DeclaredSet,
  type Mode,
  ownedEntries,
} from "../../provider/dist/domain/assignmentsInputs.js";
import { isOlder, type Entry, subtractEntries } from "../../provider/dist/domain/entry.js";
import { planSet, goalOfDelete, goalOf } from "../../provider/dist/domain/planSet.js";
import type { Audience } from "../../provider/dist/explain/explanation.js";
import { audienceOf } from "../../provider/dist/explain/explanation.js";
import { labelEntries } from "../../provider/dist/hosting/recordedSet.js";

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
