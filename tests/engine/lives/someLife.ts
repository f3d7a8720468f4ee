import fc from "fast-check";
import type { Mode } from "pulumi-intune-provisioning";
import { edits, type EditName } from "./edits.ts";
import type { Life, Step } from "./life.ts";
import type { Shape } from "./program.ts";
import { commands, portalEdits, type CommandName, type PortalEditName } from "./runs.ts";
import { answers, requests, type WrongAnswer } from "./wrongAnswers.ts";

const mostlyAuthoritative = fc.constantFrom<Mode[]>(
  "authoritative",
  "authoritative",
  "authoritative",
  "additive",
);

const someCommand = fc.oneof(
  { weight: 6, arbitrary: fc.constant<CommandName>("up") },
  { weight: 4, arbitrary: fc.constant<CommandName>("upContinuing") },
  { weight: 6, arbitrary: fc.constantFrom(...namesOf(commands)) },
);
const somePortalEdit = fc.oneof(
  { weight: 4, arbitrary: fc.constant<PortalEditName>("none") },
  { weight: 1, arbitrary: fc.constantFrom(...namesOf(portalEdits)) },
);

const someStep: fc.Arbitrary<Step> = fc.record({
  edit: fc.oneof(
    { weight: 1, arbitrary: fc.constant<EditName>("none") },
    { weight: 5, arbitrary: fc.constantFrom(...namesOf(edits)) },
  ),
  portal: somePortalEdit,
  command: someCommand,
  a: fc.nat(11),
  b: fc.nat(11),
});

/** Of a kind of request, or the so-manieth of any kind: either may hit what the other hardly ever does. */
function someWrongAnswer(mostSteps: number): fc.Arbitrary<WrongAnswer> {
  const step = fc.nat(mostSteps - 1);
  const answer = fc.constantFrom(...namesOf(answers));
  const kinds = namesOf(requests).filter((name) => name !== "any");
  return fc.oneof(
    fc.record({ step, answer, request: fc.constant("any" as const), skip: fc.nat(9) }),
    fc.record({ step, answer, request: fc.constantFrom(...kinds), skip: fc.nat(1) }),
  );
}

/** Lives of so many steps; half of them have one wrong answer. */
export function someLife(mostSteps: number): fc.Arbitrary<Life> {
  return fc.record({
    start: fc.record({
      apps: fc.array(
        fc.record({
          shape: fc.constantFrom<Shape[]>("component", "apart"),
          isAdopted: fc.boolean(),
          mode: mostlyAuthoritative,
        }),
        { minLength: 2, maxLength: 3 },
      ),
      setMode: mostlyAuthoritative,
    }),
    steps: fc.array(someStep, { minLength: 1, maxLength: mostSteps, size: "max" }),
    wrong: fc.option(someWrongAnswer(mostSteps), { freq: 2, nil: undefined }),
  });
}

function namesOf<Name extends string>(table: Readonly<Record<Name, unknown>>): Name[] {
  return Object.keys(table) as Name[];
}
