import { expect } from "chai";
import fc from "fast-check";
import { assignmentsHandlers } from "./recordedHandlers.ts";
import { useBench, type LiveWords } from "./handlerBench.ts";
import { foundBefore, someRun, type RandomStep } from "./randomRuns.ts";
import {
  checkedInputs,
  ownedOlder,
  recordedWords,
  StackedSet,
  type Program,
} from "./stackedSet.ts";

/** What a step found and left; `error` where it failed. */
interface Outcome {
  step: RandomStep;
  before: LiveWords;
  after: LiveWords;
  recorded: ReturnType<typeof recordedWords>;
  /** Older entries that a program has declared. */
  ownOlder: number[];
  error: Error | undefined;
  set: StackedSet;
  result: "created" | "updated" | "same" | undefined;
}

const minus = <T>(from: readonly T[], without: readonly T[]): T[] =>
  from.filter((entry) => !without.includes(entry));
const nothing = { assignments: [], unmanaged: [], older: [] };

describe("in any run of programs, refreshes, deletions and edits in the portal,", () => {
  const bench = useBench();

  async function takeStep(set: StackedSet, step: RandomStep): Promise<Outcome> {
    const before = bench().liveOf(set.id);
    const recorded = set.state ? recordedWords(set.state) : nothing;
    const ownOlder = set.state ? ownedOlder(set.state) : [];
    let result: Outcome["result"];
    let error: Error | undefined;
    try {
      result = await act(set, step, before);
    } catch (caught) {
      error = caught as Error;
    }
    return { step, before, after: bench().liveOf(set.id), recorded, ownOlder, error, set, result };
  }

  async function act(
    set: StackedSet,
    step: RandomStep,
    before: LiveWords,
  ): Promise<Outcome["result"]> {
    const { assignments, older } = before;
    if (step.kind === "up") return set.up(step.program);
    if (step.kind === "refresh") await set.refresh();
    if (step.kind === "destroy") await set.destroy();
    if ("word" in step)
      bench().setLive(set.id, { assignments: edited(assignments, step.word, step.kind) });
    if ("number" in step) bench().setLive(set.id, { older: edited(older, step.number, step.kind) });
    return undefined;
  }

  /** Asserts a law after each step of ours, in any run. */
  function always(title: string, law: (outcome: Outcome) => void | Promise<void>): void {
    it(title, async () => {
      await fc.assert(
        fc.asyncProperty(someRun, async ({ steps, ...content }) => {
          const set = new StackedSet(bench(), bench().addConfiguration(content));
          for (const step of steps) {
            const outcome = await takeStep(set, step);
            if (["up", "refresh", "destroy"].includes(step.kind)) await law(outcome);
          }
        }),
        { numRuns: 80, examples: foundBefore.map((run) => [run]) },
      );
    });
  }

  always("a refresh changes nothing", ({ step, before, after, error }) => {
    if (step.kind !== "refresh") return;
    expect(error).to.equal(undefined);
    expect(after).to.deep.equal(before);
  });

  always("an authoritative write that succeeds makes the live set the declared one", (outcome) => {
    const program = written(outcome);
    if (program === undefined || program.mode === "additive") return;
    expect(outcome.after.assignments).to.have.members(program.assignments);
    if (program.older) expect(outcome.after.older).to.have.members(program.older);
  });

  always("an additive write that succeeds adds what is declared and takes only ours", (outcome) => {
    const program = written(outcome);
    if (program?.mode !== "additive") return;
    const { before, after, recorded, ownOlder } = outcome;
    expect(after.assignments).to.include.members(program.assignments);
    expect(after.older).to.include.members(program.older ?? []);
    const ours = minus(recorded.assignments, recorded.unmanaged);
    expect(minus(before.assignments, [...after.assignments, ...ours])).to.deep.equal([]);
    expect(minus(before.older, [...after.older, ...ownOlder])).to.deep.equal([]);
  });

  always("nothing goes that the state has not seen, unless the program says so", (outcome) => {
    const { step, before, after, recorded } = outcome;
    if (step.kind === "up" && step.program.unmanaged === "remove") return;
    expect(
      minus(before.assignments, [...after.assignments, ...recorded.assignments]),
    ).to.deep.equal([]);
    expect(minus(before.older, [...after.older, ...recorded.older])).to.deep.equal([]);
  });

  always("a write that fails has changed nothing, and was refused for a reason", (outcome) => {
    const { step, before, after, recorded, ownOlder, error } = outcome;
    if (step.kind !== "up" || error === undefined) return;
    expect(error.message).to.contain("Nothing was changed");
    expect(after).to.deep.equal(before);
    const { assignments, older = [] } = step.program;
    // In additive mode what a refresh has seen of others still is theirs.
    const known = step.program.mode === "additive" ? ownOlder : recorded.older;
    const unseen = [
      ...minus(before.assignments, [...assignments, ...recorded.assignments]),
      ...minus(before.older, [...older, ...known]),
    ];
    expect(unseen).not.to.deep.equal([]);
    expect(step.program.unmanaged).not.to.equal("remove");
  });

  always("a second write sends nothing", async (outcome) => {
    const program = written(outcome);
    if (program === undefined) return;
    const { id, state = {} } = outcome.set;
    bench().takeRequests();
    expect(await outcome.set.up(program)).to.equal("same");
    await assignmentsHandlers.update(bench().context, id, state, checkedInputs(id, program));
    expect(bench().sentBodies()).to.deep.equal([]);
  });

  always(
    "delete takes ours, all of it, and nothing else",
    ({ step, before, after, recorded, ownOlder, error }) => {
      if (step.kind !== "destroy") return;
      expect(error).to.equal(undefined);
      const ours = minus(recorded.assignments, recorded.unmanaged);
      expect(after.assignments).to.have.members(minus(before.assignments, ours));
      expect(after.older).to.have.members(minus(before.older, ownOlder));
    },
  );
});

function edited<T>(entries: readonly T[], entry: T, kind: string): T[] {
  const others = entries.filter((other) => other !== entry);
  return kind.startsWith("add") ? [...others, entry] : others;
}

/** The program, where it was written or found to be live. */
function written({ step, error, result }: Outcome): Program | undefined {
  const isWritten = step.kind === "up" && error === undefined && result !== "same";
  return isWritten ? step.program : undefined;
}
