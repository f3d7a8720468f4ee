// @ts-nocheck
import { expect } from "chai";
import type { Word } from "./entries.ts";
import { failureOf } from "./failureOf.ts";
import type { HandlerBench, LiveWords } from "./handlerBench.ts";
import { recordedWords, StackedSet, type Program } from "./stackedSet.ts";

/** What a person does, one of the four, and what is to be seen afterwards. */
export interface Step {
  up?: Program;
  refresh?: true;
  destroy?: true;
  /** Someone else writes. */
  portal?: Partial<LiveWords>;

  /** Every request of the step. */
  requests?: readonly string[];
  /** Parts of the message with which the step fails; without it the step must not fail. */
  fails?: readonly string[];
  /** What is live. */
  assignments?: readonly Word[];
  older?: readonly number[];
  /** What the state records. */
  records?: Partial<ReturnType<typeof recordedWords>>;
}

/** A table's row: a sentence, what is live at the start, and steps. */
export type Scenario = readonly [title: string, start: Partial<LiveWords>, ...steps: Step[]];

/** What a write reads first, and the requests of a whole one. */
export const readBoth = ["GET assignments", "GET groupAssignments"];
export const writeNewer = [...readBoth, "POST assign", "GET assignments"];
export const writeBoth = [...readBoth, "POST assign", ...readBoth];

/** A test for each row. */
export function describeScenarios(bench: () => HandlerBench, scenarios: readonly Scenario[]): void {
  for (const [title, start, ...steps] of scenarios) {
    it(title, async () => {
      const set = new StackedSet(bench(), bench().addConfiguration(start));
      for (const [index, step] of steps.entries()) {
        await runStep(bench(), set, step, `step ${index + 1}`);
      }
    });
  }
}

async function runStep(
  bench: HandlerBench,
  set: StackedSet,
  step: Step,
  name: string,
): Promise<void> {
  bench.takeRequests();
  if (step.fails === undefined) await act(bench, set, step);
  else {
    const { message } = await failureOf(act(bench, set, step));
    for (const part of step.fails) expect(message, name).to.contain(part);
  }
  const now = bench.liveOf(set.id);
  if (step.requests) expect(bench.takeRequests(set.id), name).to.deep.equal(step.requests);
  if (step.assignments) expect(now.assignments, name).to.have.members([...step.assignments]);
  if (step.older) expect(now.older, name).to.have.members([...step.older]);
  if (step.records) {
    expect(set.state && recordedWords(set.state), name).to.deep.include(step.records);
  }
}

async function act(bench: HandlerBench, set: StackedSet, step: Step): Promise<void> {
  if (step.portal) bench.setLive(set.id, step.portal);
  if (step.up) await set.up(step.up);
  if (step.refresh) await set.refresh();
  if (step.destroy) await set.destroy();
}
