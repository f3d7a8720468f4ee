import { longestComparableName } from "./group.js";
import { isGuid, readInstant, isRecord, pickBy } from "./values.js";
import { findProblems, isGiven, mustBe, quoteValue, type Problem, type Rule } from "./problem.js";

export interface ArgumentRules {
  lookup: string;
  arguments: Readonly<Record<string, Rule>>;
  oneOf?: readonly string[];
}

export function findArgumentProblems(args: unknown, rules: ArgumentRules): Problem[] {
  if (!isRecord(args)) {
    const names = Object.keys(rules.arguments).join(", ");
    const reason = `must be an object with ${names}; it is ${quoteValue(args)}`;
    return [{ path: "the argument", reason }];
  }
  const given = pickBy(args, isGiven);
  return [
    ...findProblems(given, rules.arguments, `argument of ${rules.lookup}`),
    ...findChoiceProblems(Object.keys(given), rules.oneOf),
  ];
}

function findChoiceProblems(given: string[], oneOf: readonly string[] | undefined): Problem[] {
  if (oneOf === undefined) return [];
  const path = oneOf.join(" or ");
  const count = oneOf.filter((name) => given.includes(name)).length;
  if (count === 0) return [{ path, reason: "is required" }];
  return count === 1 ? [] : [{ path, reason: "must be given, not both" }];
}

export const mustBeGuid = mustBe("a GUID", isGuid);

export const mustBeText = mustBe(
  "a text that is not empty",
  (value) => typeof value === "string" && value !== "",
);

export const mustBeComparableName: Rule = (value) =>
  typeof value === "string" && value.length > longestComparableName
    ? `has ${value.length} characters, and Graph finds groups by names of up to ${longestComparableName}: give the id`
    : mustBeText(value);

export const mustBeInstant = mustBe(
  "a date such as 2027-01-31 or 2027-01-31T12:00:00Z",
  (value) => typeof value === "string" && readInstant(value) !== undefined,
);
