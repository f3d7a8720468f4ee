import { nameType } from "../graphObjects.js";
import { isRecord } from "../isRecord.js";
import { checkPrimitive } from "./checkPrimitive.js";
import {
  edmEnumerations,
  findProperty,
  findStructure,
  isDerivedFrom,
  listLineage,
  typesToBeNamed,
  type EdmProperty,
} from "./edmModel.js";

interface Expectation {
  readonly type: string;
  readonly name: string;
  /** Whether required properties may be missing, as in a PATCH. */
  readonly partial: boolean;
}

/** The first problem in Graph's words, or undefined. */
export function checkBody(body: unknown, type: string, partial = false): string | undefined {
  return checkStructure(body, { type, name: type, partial });
}

function checkValue(value: unknown, property: EdmProperty, at: Expectation): string | undefined {
  if (value === null) {
    return property.notNull && `The property '${at.name}' must not be null.`;
  }
  const itemType = /^Collection\((?<item>.+)\)$/u.exec(at.type)?.groups?.["item"];
  if (itemType !== undefined) return checkCollection(value, { ...at, type: itemType });
  return checkItem(value, at);
}

function checkCollection(value: unknown, at: Expectation): string | undefined {
  if (!Array.isArray(value)) return `The property '${at.name}' must be an array.`;
  return findFirst(value, (item) => checkItem(item, at));
}

function checkItem(value: unknown, at: Expectation): string | undefined {
  if (!at.type.startsWith("graph.")) return checkPrimitive(value, at.type, at.name);
  const type = at.type.slice("graph.".length);
  const members = edmEnumerations[type];
  if (members === undefined) return checkStructure(value, { ...at, type, partial: false });
  if (typeof value === "string" && members.includes(value)) return undefined;
  return `The value of property '${at.name}' is not a member of the enumeration 'microsoft.graph.${type}'.`;
}

function checkStructure(value: unknown, at: Expectation): string | undefined {
  if (!isRecord(value)) return `The value of '${at.name}' must be a JSON object.`;
  const named = value["@odata.type"];
  const wrongType = checkTypeName(named, at);
  if (wrongType !== undefined) return wrongType;
  const type = typeof named === "string" ? nameType(named) : at.type;
  return (
    findFirst(Object.entries(value), ([name, item]) =>
      checkProperty(item, { ...at, type, name }),
    ) ?? (at.partial ? undefined : checkRequired(value, type))
  );
}

function checkTypeName(named: unknown, at: Expectation): string | undefined {
  if (named === undefined) {
    return typesToBeNamed.has(at.type)
      ? `'${at.name}' needs '@odata.type': its type 'microsoft.graph.${at.type}' is abstract.`
      : undefined;
  }
  const isKnown =
    typeof named === "string" &&
    /^#?microsoft\.graph\./u.test(named) &&
    findStructure(nameType(named)) !== undefined;
  if (!isKnown) {
    return `A type named ${JSON.stringify(named)} could not be resolved by the model ('@odata.type' of '${at.name}').`;
  }
  if (isDerivedFrom(nameType(named), at.type)) return undefined;
  return `The type '${named}' in '@odata.type' of '${at.name}' is not derived from 'microsoft.graph.${at.type}'.`;
}

function checkProperty(value: unknown, at: Expectation): string | undefined {
  if (at.name.includes("@odata.")) return undefined;
  const property = findProperty(at.type, at.name);
  if (property !== undefined) return checkValue(value, property, { ...at, type: property.type });
  const isNavigation = findStructure(at.type)?.navigation?.includes(at.name) === true;
  return isNavigation
    ? `The navigation property '${at.name}' cannot be written inline; use its own route.`
    : `The property '${at.name}' does not exist on type 'microsoft.graph.${at.type}'. Make sure to only use property names that are defined by the type.`;
}

function checkRequired(value: Readonly<Record<string, unknown>>, type: string): string | undefined {
  const required = listLineage(type).flatMap((structure) => structure.required ?? []);
  const missing = required.find((name) => (value[name] ?? "") === "");
  return missing && `The property '${missing}' is required on type 'microsoft.graph.${type}'.`;
}

function findFirst<Item>(
  items: readonly Item[],
  check: (item: Item) => string | undefined,
): string | undefined {
  for (const item of items) {
    const problem = check(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
}
