// @ts-nocheck
import fc from "fast-check";
import type { Word } from "./entries.ts";
import type { Program } from "./stackedSet.ts";

/** A step of a random run: ours, or someone else's in the portal. */
export type RandomStep =
  | { kind: "up"; program: Program }
  | { kind: "refresh" }
  | { kind: "destroy" }
  | { kind: "add" | "remove"; word: Word }
  | { kind: "addOlder" | "removeOlder"; number: number };

/** What may be declared at once: no two of them aim at the same. */
const declarable: readonly (readonly Word[])[] = [
  ["group 1", "group 1 filtered"],
  ["group 2", "not 2"],
  ["group 3"],
  ["users", "users filtered"],
  ["collection 4"],
];
const words = [...declarable.flat(), "abstract"];
const olderNumbers = [1, 3, 7];

const someAssignments: fc.Arbitrary<Word[]> = fc
  .tuple(...declarable.map((choices) => fc.option(fc.constantFrom(...choices))))
  .map((chosen) => chosen.filter((word) => word !== null));

const someProgram: fc.Arbitrary<Program> = fc
  .record({
    assignments: someAssignments,
    choices: fc.constantFrom<Omit<Program, "assignments">>(
      {},
      {},
      { mode: "additive" },
      { mode: "additive" },
      { unmanaged: "remove" },
    ),
    older: fc.option(fc.subarray(olderNumbers), { freq: 2, nil: undefined }),
  })
  .map(({ assignments, choices, older }) => ({ assignments, ...choices, ...(older && { older }) }));

const someStep: fc.Arbitrary<RandomStep> = fc.oneof(
  { weight: 4, arbitrary: someProgram.map((program) => ({ kind: "up" as const, program })) },
  { weight: 2, arbitrary: fc.constant({ kind: "refresh" as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: "destroy" as const }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom("add" as const, "remove" as const),
      word: fc.constantFrom(...words),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constantFrom("addOlder" as const, "removeOlder" as const),
      number: fc.constantFrom(...olderNumbers),
    }),
  },
);

/** What is live at the start, and what happens then. */
export interface RandomRun {
  assignments: Word[];
  older: number[];
  steps: RandomStep[];
}

export const someRun: fc.Arbitrary<RandomRun> = fc.record({
  assignments: fc.subarray(words),
  older: fc.subarray(olderNumbers),
  steps: fc.array(someStep, { minLength: 1, maxLength: 12 }),
});

/** Runs in which something went wrong once. */
export const foundBefore: readonly RandomRun[] = [
  {
    assignments: [],
    older: [3, 7],
    steps: [
      { kind: "up", program: { assignments: ["group 3"], unmanaged: "remove" } },
      { kind: "destroy" },
    ],
  },
];
