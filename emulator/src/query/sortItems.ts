import { refuseRequest } from "../graphFailure.js";
import { findProperty } from "../schema/edmModel.js";

/** Regardless of case, null first (our guess). */
export function sortItems<Item extends object>(
  items: readonly Item[],
  orderBy: string | undefined,
  type: string,
): readonly Item[] {
  if (orderBy === undefined) return items;
  const keys = orderBy.split(",").map((key) => readKey(key, type));
  return items.toSorted((left, right) => {
    for (const { name, sign } of keys) {
      const order = sign * compare(readValue(left, name), readValue(right, name));
      if (order !== 0) return order;
    }
    return 0;
  });
}

function readKey(key: string, type: string): { readonly name: string; readonly sign: 1 | -1 } {
  const parts = /^\s*(?<name>\w+)(?:\s+(?<direction>asc|desc))?\s*$/u.exec(key)?.groups;
  const name = parts?.["name"] ?? "";
  if (findProperty(type, name)?.type.startsWith("Edm.") !== true) {
    throw refuseRequest(`Invalid $orderby clause '${key}' on type 'microsoft.graph.${type}'.`);
  }
  return { name, sign: parts?.["direction"] === "desc" ? -1 : 1 };
}

function readValue(item: object, name: string): string | number {
  const value: unknown = Reflect.get(item, name);
  if (typeof value === "number") return value;
  return typeof value === "string" ? value.toLowerCase() : "";
}

function compare(left: string | number, right: string | number): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
