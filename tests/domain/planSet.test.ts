import { expect } from "chai";
import fc from "fast-check";
import {
  entryKey,
  isOlder,
  equalEntries,
  findMirrored,
  intersectEntries,
  subtractEntries,
  type Entry,
} from "../../provider/dist/domain/entry.js";
import { planSet, type SetGoal, type SetPlan } from "../../provider/dist/domain/planSet.js";
import { guid, respelled } from "./arbitraries.ts";

const include = (number: number): Entry => ({
  type: "groupAssignmentTarget",
  groupId: guid(number),
});
const older = (number: number): Entry => ({ targetGroupId: guid(number) });

/** Few entries, so that sets meet each other, and older ones that some assignments mirror. */
const entries: readonly Entry[] = [
  { type: "allDevicesAssignmentTarget" },
  { type: "exclusionGroupAssignmentTarget", groupId: guid(1) },
  ...[1, 2, 3].map(include),
  ...[1, 2, 3].map(older),
];
const newer = entries.filter((entry) => !isOlder(entry));

/** Graph may hold an entry several times, and spell it differently each time. */
const someLive = fc.array(fc.constantFrom(...entries).chain(respelled), { maxLength: 8 });

const someGoal: fc.Arbitrary<SetGoal> = fc
  .constantFrom("manage" as const, "refuse" as const, "keep" as const, "remove" as const)
  .chain((policy) =>
    fc.record({
      configurationId: fc.constant(guid(9)),
      isShared: fc.boolean(),
      mode: fc.constantFrom("authoritative" as const, "additive" as const),
      unmanaged: fc.constantFrom("refuse" as const, "remove" as const),
      // Who declares the older collection manages it.
      desired: fc.subarray([...(policy === "manage" ? entries : newer)]),
      known: fc.subarray([...entries]),
      kept: fc.oneof(fc.constant([]), fc.subarray([...entries])),
      older: fc.constant(policy),
    }),
  );

const isAuthoritative = ({ mode }: SetGoal): boolean => mode === "authoritative";

/** The entries of a live set that a plan has a say in. */
const managedBy = ({ older }: SetGoal, live: readonly Entry[]): Entry[] =>
  live.filter((entry) => older === "manage" || !isOlder(entry));

/** What a plan's request replaces: `assign` gets the older collection only where it is needed. */
const replacedBy = ({ sendsOlder }: SetPlan, live: readonly Entry[]): Entry[] =>
  live.filter((entry) => sendsOlder || !isOlder(entry));

/** Asserts a law for any goal and any live set. */
function forAll(law: (goal: SetGoal, live: Entry[], plan: SetPlan) => void): void {
  fc.assert(
    fc.property(someGoal, someLive, (goal, live) => {
      law(goal, live, planSet(goal, live));
    }),
    { numRuns: 2000 },
  );
}

function expectSame(actual: readonly Entry[], expected: readonly Entry[]): void {
  expect(new Set(actual.map(entryKey))).to.deep.equal(new Set(expected.map(entryKey)));
}

describe("planSet", () => {
  it("makes the next set out of the live one: less the surplus, and the missing", () => {
    forAll((goal, live, plan) => {
      expectSame(plan.missing, subtractEntries(goal.desired, live));
      const staying = subtractEntries(replacedBy(plan, live), plan.surplus);
      expectSame(plan.next, [...staying, ...plan.missing]);
    });
  });

  it("makes the next set the desired one in authoritative mode, besides what others keep", () => {
    forAll((goal, live, { next }) => {
      if (!isAuthoritative(goal)) return;
      const kept = intersectEntries(live, goal.kept);
      expectSame(managedBy(goal, next), [...goal.desired, ...managedBy(goal, kept)]);
    });
  });

  it("removes in additive mode what is known and no longer desired, and nothing else", () => {
    forAll((goal, live, { surplus }) => {
      if (isAuthoritative(goal)) return;
      const gone = subtractEntries(goal.known, [...goal.desired, ...goal.kept]);
      expectSame(surplus, intersectEntries(managedBy(goal, live), gone));
    });
  });

  it("erases nothing that is neither known nor allowed to go, unless it refuses", () => {
    forAll((goal, live, { next, refused }) => {
      if (refused.length > 0) return;
      const mayGo = (entry: Entry): boolean =>
        (isAuthoritative(goal) && goal.unmanaged === "remove") ||
        (goal.older === "remove" && isOlder(entry));
      // A view of the assignments is not sent, and goes with them.
      const views = goal.older === "manage" ? [] : findMirrored(live, live);
      const erased = subtractEntries(live, [...next, ...goal.known, ...views]);
      expect(erased.filter((entry) => !mayGo(entry))).to.deep.equal([]);
    });
  });

  it("erases nothing that others keep", () => {
    forAll(({ kept }, live, { next }) => {
      expect(subtractEntries(intersectEntries(live, kept), next)).to.deep.equal([]);
    });
  });

  it("refuses live entries only, and sends none of them", () => {
    forAll((_goal, live, { next, refused }) => {
      expect(subtractEntries(refused, live)).to.deep.equal([]);
      expect(intersectEntries(next, refused)).to.deep.equal([]);
    });
  });

  it("refuses what nobody declares and no preview has shown, just when told to refuse", () => {
    forAll((goal, live, { refused }) => {
      const { desired, kept, known } = goal;
      const unseen = subtractEntries(managedBy(goal, live), [...desired, ...kept, ...known]);
      const refusesUnseen = isAuthoritative(goal) && goal.unmanaged === "refuse";
      const refusesOlder = goal.older === "refuse" && !kept.some(isOlder);
      const unmirrored = subtractEntries(live.filter(isOlder), findMirrored(live, live));
      expectSame(refused, [...(refusesUnseen ? unseen : []), ...(refusesOlder ? unmirrored : [])]);
    });
  });

  it("sends each entry once: the first of those with one key", () => {
    forAll((_goal, live, { next, missing }) => {
      const keys = next.map(entryKey);
      expect(keys).to.have.members([...new Set(keys)]);
      for (const entry of subtractEntries(next, missing))
        expect(entry).to.equal(live.find((one) => entryKey(one) === entryKey(entry)));
    });
  });

  it("is done once its next set is live, whether Graph keeps an older collection not sent or not", () => {
    forAll((goal, live, { next, sendsOlder, refused }) => {
      if (refused.length > 0) return;
      const again = planSet(goal, next);
      expect(again.isDone).to.be.true;
      expect(again.refused).to.deep.equal([]);
      const leftAlone = sendsOlder ? [] : live.filter(isOlder);
      expect(planSet(goal, [...next, ...leftAlone]).isDone).to.be.true;
    });
  });

  it("is done just when what it would send is live", () => {
    forAll((goal, live, plan) => {
      expect(plan.isDone).to.equal(equalEntries(plan.next, replacedBy(plan, live)));
      expect(planSet(goal, goal.desired.toReversed()).isDone).to.be.true;
    });
  });

  describe("where the program does not declare the older collection,", () => {
    const goal: SetGoal = {
      configurationId: guid(9),
      isShared: false,
      mode: "authoritative",
      unmanaged: "refuse",
      desired: [include(1)],
      known: [],
      kept: [],
      older: "refuse",
    };
    const mirrored = [include(1), older(1)];
    const live = [...mirrored, older(2)];
    const rows: [what: string, given: Partial<SetGoal>, live: Entry[], expected: object][] = [
      ["refuses entries that mirror no assignment", {}, live, { refused: [older(2)] }],
      ["takes entries that mirror assignments for a view", {}, mirrored, { refused: [] }],
      ["keeps a view by not sending it", { older: "keep" }, mirrored, { sendsOlder: false }],
      [
        "keeps all where one is no view, by sending them along",
        { older: "keep" },
        live,
        { sendsOlder: true, next: live, refused: [] },
      ],
      [
        "removes them by not sending them",
        { older: "remove" },
        live,
        { sendsOlder: false, next: [include(1)], refused: [] },
      ],
      [
        "sends all along where others keep one",
        { kept: [older(2)] },
        live,
        { sendsOlder: true, next: live, refused: [] },
      ],
      [
        "sends no empty collection where others keep one that is not there yet",
        { kept: [older(2)] },
        [include(1)],
        { sendsOlder: false },
      ],
    ];
    for (const [what, given, entriesLive, expected] of rows) {
      it(what, () => {
        const plan = planSet({ ...goal, ...given }, entriesLive);
        expect(plan).to.deep.include({ ...expected, isDone: true });
      });
    }

    it("sends it, also as empty, where the program manages it", () => {
      const managing: SetGoal = { ...goal, older: "manage", known: live };
      expect(planSet(managing, live)).to.deep.include({
        sendsOlder: true,
        next: [include(1)],
        surplus: [older(1), older(2)],
        refused: [],
        isDone: false,
      });
    });
  });
});
