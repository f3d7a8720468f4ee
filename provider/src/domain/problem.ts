import { longestComparableName } from "./group.js";
import { isGuid, isRecord, isUnknown, pickBy, readInstant, type Values } from "./values.js";

/** `path` as in `assignments[0].groupId`; `reason` follows it. */
export interface Problem {
  path: string;
  reason: string;
}

/** Returns the reason against a value. */
export type Rule = (value: unknown) => string | undefined;

/** @param required the reason against a missing value; without it, the value is optional. */
export function mustBe(what: string, isMet: (value: unknown) => boolean, required?: string): Rule {
  return (value) => {
    if (!isGiven(value)) return required;
    return isMet(value) ? undefined : `must be ${what}; it is ${quoteValue(value)}`;
  };
}

export function findValueProblems(value: unknown, path: string, rule: Rule): Problem[] {
  if (isUnknown(value)) return [];
  const reason = findUnreadable(value) ?? rule(value);
  return reason === undefined ? [] : [{ path, reason }];
}

/** Why, in place of the value. */
export interface Unreadable {
  unreadable: string;
}

function findUnreadable(value: unknown): string | undefined {
  const marked = markHalf(value);
  return isRecord(marked) && "unreadable" in marked ? String(marked["unreadable"]) : undefined;
}

/** The engine's protocol cannot carry half of a surrogate pair. */
function markHalf(value: unknown): unknown {
  if (typeof value !== "string" || value.isWellFormed()) return value;
  const unreadable = `holds half of a character such as an emoji: write the whole character, or none; it is ${quoteValue(value)}`;
  return { unreadable };
}

/** Pulumi's outputs stay as they are. */
export function markHalves<T>(value: T): T;
export function markHalves(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((part: unknown) => markHalves(part));
  if (!isRecord(value) || Object.getPrototypeOf(value) !== Object.prototype) return markHalf(value);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, markHalves(part)]));
}

/** @param what follows "is no". */
export function findProblems(
  given: Values,
  rules: Readonly<Record<string, Rule>>,
  what: string,
  parentPath = "",
): Problem[] {
  const names = Object.keys(rules);
  const reason = `is no ${what}, which has ${names.join(", ")}; remove it`;
  const unknownNames = Object.keys(given).filter((name) => !names.includes(name));
  return [
    ...Object.entries(rules).flatMap(([name, rule]) =>
      findValueProblems(given[name], parentPath + name, rule),
    ),
    ...unknownNames.map((name) => ({ path: parentPath + name, reason })),
  ];
}

export const isFilledText = (value: unknown): boolean =>
  typeof value === "string" && value.trim() !== "";

export function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

export function quoteValue(value: unknown): string {
  if (typeof value === "string")
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}

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
  const { oneOf = [] } = rules;
  const chosen = oneOf.filter((name) => isGiven(args[name]));
  const isChosen = oneOf.length === 0 || chosen.length === 1;
  const reason = chosen.length === 0 ? "is required" : "must be given, not both";
  return [
    ...findProblems(pickBy(args, isGiven), rules.arguments, `argument of ${rules.lookup}`),
    ...(isChosen ? [] : [{ path: oneOf.join(" or "), reason }]),
  ];
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
