import fc from "fast-check";
import type { Kill, Moment, Victim } from "./kill.ts";
import type { KillLife, KillStep } from "./killLife.ts";
import { edits, type EditName } from "./killProgram.ts";

const someSkip = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 2, arbitrary: fc.nat(4) },
);
const someAfter = fc.constantFrom<("beforeEffect" | "afterEffect")[]>(
  "beforeEffect",
  "afterEffect",
);

const someMoment: fc.Arbitrary<Moment> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ at: fc.constant("write"), skip: someSkip, after: someAfter }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ at: fc.constant("request"), skip: fc.nat(9), after: someAfter }),
  },
  { weight: 1, arbitrary: fc.record({ at: fc.constant("output"), skip: fc.nat(12) }) },
);

const someKill: fc.Arbitrary<Kill> = fc.record({
  victim: fc.constantFrom<Victim[]>(
    ...(["cli", "cli", "plugin", "both", "both", "interrupt", "interruptTwice"] as const),
  ),
  moment: someMoment,
  lost: fc.option(fc.constantFrom("create", "assign", "patch", "delete"), { nil: undefined }),
});

const someStep: fc.Arbitrary<KillStep> = fc.record({
  edit: fc.constantFrom(...(Object.keys(edits) as EditName[])),
  a: fc.nat(11),
  kills: fc.array(someKill, { minLength: 1, maxLength: 2 }),
});

export const someKillLife: fc.Arbitrary<KillLife> = fc
  .record({
    shell: fc.constantFrom("dynamic", "native"),
    apps: fc.array(fc.record({ a: fc.nat(11), isAdopted: fc.boolean() }), {
      minLength: 2,
      maxLength: 4,
    }),
    kills: fc.array(someKill, { minLength: 1, maxLength: 3 }),
    steps: fc.array(someStep, { minLength: 1, maxLength: 4, size: "max" }),
    last: fc.array(someKill, { minLength: 1, maxLength: 2 }),
    parallel: fc.option(fc.constant(32)),
  })
  .map(({ parallel, ...life }) => ({ ...life, parallel: parallel ?? undefined }));
