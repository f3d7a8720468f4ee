/** A value of a property list. A dictionary is a Map, in which a key such as `__proto__` is only a key. */
export type PropertyListValue =
  | string
  | number
  | boolean
  | Date
  | Uint8Array
  | readonly PropertyListValue[]
  | PropertyListDictionary;

export type PropertyListDictionary = ReadonlyMap<string, PropertyListValue>;

/** A kind of value as a property list's author knows it. */
export type PropertyListKind = "array" | "boolean" | "data" | "date" | "dict" | "number" | "string";

export function nameKind(value: PropertyListValue): PropertyListKind {
  if (value instanceof Date) return "date";
  if (value instanceof Uint8Array) return "data";
  if (value instanceof Map) return "dict";
  if (typeof value === "string") return "string";
  if (typeof value === "number") return "number";
  return typeof value === "boolean" ? "boolean" : "array";
}
