/** Something wrong with an input: the path of the property, as in `assignments[0].groupId`, and what to do about it. */
// @ts-nocheck

export interface Problem {
  path: string;
  reason: string;
}

/** A value as it is quoted in a reason: short, and never a whole object. */
export function quoteValue(value: unknown): string {
  if (typeof value === "string")
    return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (Array.isArray(value)) return "an array";
  if (typeof value === "object" && value !== null) return "an object";
  return String(value);
}
