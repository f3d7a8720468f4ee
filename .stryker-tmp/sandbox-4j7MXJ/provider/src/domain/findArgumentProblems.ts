// @ts-nocheck
import { longestComparableName } from "./group.js";
import { isGuid } from "./guid.js";
import { readInstant } from "./instant.js";
import { quoteValue, type Problem } from "./problem.js";

/** What is wrong with a value that is given; undefined where nothing is. */
type FindReason = (value: unknown) => string | undefined;

/** The arguments of one look-up. */
export interface ArgumentRules {
  /** Name of the function. */
  lookup: string;
  arguments: Readonly<Record<string, FindReason>>;
  /** Exactly one of these must be given. */
  oneOf?: readonly string[];
}

/** All that is wrong with the arguments of a look-up, at once. Null and undefined count as not given. */
export function findArgumentProblems(args: unknown, rules: ArgumentRules): Problem[] {
  if (typeof args !== "object" || args === null || Array.isArray(args)) {
    const reason = `must be an object with ${listNames(rules)}; it is ${quoteValue(args)}`;
    return [{ path: "the argument", reason }];
  }
  const given = Object.entries(args).filter(([, value]) => value !== undefined && value !== null);
  return [
    ...given.flatMap(([path, value]) => {
      const reason = Object.hasOwn(rules.arguments, path)
        ? rules.arguments[path]?.(value)
        : `is no argument of ${rules.lookup}, which has ${listNames(rules)}; remove it`;
      return reason === undefined ? [] : [{ path, reason }];
    }),
    ...findChoiceProblems(
      given.map(([name]) => name),
      rules.oneOf,
    ),
  ];
}

function findChoiceProblems(given: string[], oneOf: readonly string[] | undefined): Problem[] {
  if (oneOf === undefined) return [];
  const path = oneOf.join(" or ");
  const count = oneOf.filter((name) => given.includes(name)).length;
  if (count === 0) return [{ path, reason: "is required" }];
  return count === 1 ? [] : [{ path, reason: "must be given, not both" }];
}

function listNames(rules: ArgumentRules): string {
  return Object.keys(rules.arguments).join(", ");
}

export const mustBeGuid: FindReason = (value) =>
  typeof value === "string" && isGuid(value)
    ? undefined
    : `must be a GUID; it is ${quoteValue(value)}`;

export const mustBeText: FindReason = (value) =>
  typeof value === "string" && value !== ""
    ? undefined
    : `must be a text that is not empty; it is ${quoteValue(value)}`;

export const mustBeComparableName: FindReason = (value) =>
  typeof value === "string" && value.length > longestComparableName
    ? `has ${value.length} characters, and Graph finds groups by names of up to ${longestComparableName}: give the id`
    : mustBeText(value);

export const mustBeInstant: FindReason = (value) =>
  typeof value === "string" && readInstant(value) !== undefined
    ? undefined
    : `must be a date such as 2027-01-31 or 2027-01-31T12:00:00Z; it is ${quoteValue(value)}`;
