/** A value of a property list. A dictionary is a Map, in which a key such as `__proto__` is only a key. */
// @ts-nocheck

export type PropertyListValue =
  | string
  | number
  | boolean
  | Date
  | Uint8Array
  | readonly PropertyListValue[]
  | PropertyListDictionary;

export type PropertyListDictionary = ReadonlyMap<string, PropertyListValue>;

/** A kind of value, as a sentence names it. */
export type PropertyListKind =
  "an array" | "a boolean" | "data" | "a date" | "a dict" | "a number" | "a string";

export function nameKind(value: PropertyListValue): PropertyListKind {
  if (value instanceof Date) return "a date";
  if (value instanceof Uint8Array) return "data";
  if (value instanceof Map) return "a dict";
  if (typeof value === "string") return "a string";
  if (typeof value === "number") return "a number";
  return typeof value === "boolean" ? "a boolean" : "an array";
}
