// @ts-nocheck
import { refuseRequest } from "../graphFailure.js";
import { findProperty } from "../schema/edmModel.js";

/** The object with the properties that `$select` names, and its annotations. */
export function selectProperties(
  object: Readonly<Record<string, unknown>>,
  select: string | undefined,
  type: string,
): Readonly<Record<string, unknown>> {
  if (select === undefined) return object;
  const names = select.split(",").map((name) => name.trim());
  const unknown = names.find((name) => findProperty(type, name) === undefined);
  if (unknown !== undefined) {
    throw refuseRequest(
      `Could not find a property named '${unknown}' on type 'microsoft.graph.${type}'.`,
    );
  }
  const kept = Object.entries(object).filter(
    ([name]) => names.includes(name) || name.startsWith("@odata."),
  );
  return Object.fromEntries(kept);
}
