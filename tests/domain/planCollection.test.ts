import { expect } from "chai";
import fc from "fast-check";
import {
  isMet,
  planCollection,
  type CollectionGoal,
  type CollectionPlan,
} from "../../provider/dist/domain/planCollection.js";

type Goal = CollectionGoal<string>;

const someSet = fc.subarray(["a", "b", "c", "d", "e", "f"]);
const someUnmanaged = fc.constantFrom("refuse" as const, "remove" as const);
const goalsOf = (mode: Goal["mode"]): fc.Arbitrary<Goal> =>
  fc.record({
    mode: fc.constant(mode),
    unmanaged: someUnmanaged,
    desired: someSet,
    known: someSet,
  });
const someGoal = fc.oneof(goalsOf("authoritative"), goalsOf("additive"));

const plan = (goal: Goal, live: readonly string[]): CollectionPlan<string> =>
  planCollection(goal, live, (entry) => entry);
const minus = (from: readonly string[], without: readonly string[]): string[] =>
  from.filter((entry) => !without.includes(entry));

/** Asserts a law for any goal and any live set. */
function forAll(
  goals: fc.Arbitrary<Goal>,
  law: (goal: Goal, live: string[], plan: CollectionPlan<string>) => void,
): void {
  fc.assert(
    fc.property(goals, someSet, (goal, live) => {
      law(goal, live, plan(goal, live));
    }),
    { numRuns: 500 },
  );
}

describe("planCollection", () => {
  it("makes the next set out of the live one: less the surplus, and the missing", () => {
    forAll(someGoal, (goal, live, { next, missing, surplus }) => {
      expect(missing).to.have.members(minus(goal.desired, live));
      expect(next).to.have.members([...minus(live, surplus), ...missing]);
    });
  });

  it("makes the next set the desired one in authoritative mode", () => {
    forAll(goalsOf("authoritative"), (goal, live, { next, surplus }) => {
      expect(next).to.have.members([...goal.desired]);
      expect(surplus).to.have.members(minus(live, goal.desired));
    });
  });

  it("refuses to remove what is neither desired nor known, just when told to refuse", () => {
    forAll(goalsOf("authoritative"), (goal, live, { refused }) => {
      const unseen = minus(minus(live, goal.desired), goal.known);
      expect(refused).to.have.members(goal.unmanaged === "refuse" ? unseen : []);
    });
  });

  it("keeps the entries of others in additive mode, and refuses nothing", () => {
    forAll(goalsOf("additive"), (goal, live, { next, surplus, refused }) => {
      expect(next).to.include.members([...goal.desired, ...minus(live, goal.known)]);
      expect(surplus).to.have.members(minus(goal.known, goal.desired).filter(isIn(live)));
      expect(refused).to.deep.equal([]);
    });
  });

  it("removes nothing outside the known, unless it refuses or is told to", () => {
    forAll(someGoal, (goal, live, { next, refused }) => {
      if (goal.mode === "authoritative" && goal.unmanaged === "remove") return;
      if (refused.length > 0) return;
      expect(minus(minus(live, next), goal.known)).to.deep.equal([]);
    });
  });

  it("is met once its next set is live", () => {
    forAll(someGoal, (goal, _live, { next }) => {
      const again = plan(goal, next);
      expect(isMet(again)).to.be.true;
      expect(again.refused).to.deep.equal([]);
      expect(again.next).to.have.members(next);
    });
  });

  it("is met where the live set is the desired one, whatever is known", () => {
    forAll(someGoal, (goal) => {
      expect(isMet(plan(goal, goal.desired.toReversed()))).to.be.true;
    });
  });

  it("is not met while an entry is missing or surplus", () => {
    const goal: Goal = { mode: "authoritative", unmanaged: "remove", desired: ["a"], known: [] };
    expect(isMet(plan(goal, []))).to.be.false;
    expect(isMet(plan(goal, ["a", "b"]))).to.be.false;
    expect(isMet(plan(goal, ["a"]))).to.be.true;
  });

  it("sends a live entry that stays as it is live, not as it is declared", () => {
    const declared = { key: "a", from: "program" };
    const live = { key: "a", from: "Graph" };
    const goal = {
      mode: "authoritative" as const,
      unmanaged: "refuse" as const,
      desired: [declared],
      known: [],
    };
    expect(planCollection(goal, [live], ({ key }) => key).next).to.deep.equal([live]);
  });
});

describe("planCollection, where the live collection holds an entry several times,", () => {
  /** Entries of one key, told apart by what else they hold. */
  interface Live {
    key: string;
    number: number;
  }
  const someLive = fc
    .array(fc.constantFrom("a", "b", "c", "d"))
    .map((keys) => keys.map((key, number): Live => ({ key, number })));
  const entriesOf = (keys: readonly string[]): Live[] =>
    keys.map((key) => ({ key, number: Infinity }));

  it("sends each once: the first of those with one key", () => {
    fc.assert(
      fc.property(someGoal, someLive, ({ desired, known, mode, unmanaged }, live) => {
        const goal = { mode, unmanaged };
        const goalOfEntries = { ...goal, desired: entriesOf(desired), known: entriesOf(known) };
        const { next } = planCollection(goalOfEntries, live, ({ key }) => key);
        const keys = next.map(({ key }) => key);
        expect(keys).to.have.members([...new Set(keys)]);
        const distinct = [...new Set(live.map(({ key }) => key))];
        expect(keys).to.have.members(plan({ ...goal, desired, known }, distinct).next);
        for (const entry of next.filter(({ number }) => number !== Infinity))
          expect(entry).to.equal(live.find(({ key }) => key === entry.key));
      }),
      { numRuns: 500 },
    );
  });
});

function isIn(set: readonly string[]): (entry: string) => boolean {
  return (entry) => set.includes(entry);
}
