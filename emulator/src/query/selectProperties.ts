import { refuseRequest } from "../graphFailure.js";
import { findProperty, listLineage } from "../schema/edmModel.js";

export function selectProperties(
  object: Readonly<Record<string, unknown>>,
  select: string | undefined,
  type: string,
): Readonly<Record<string, unknown>> {
  if (select === undefined || select === "*") return object;
  const names = select.split(",").map((name) => name.trim());
  const unknown = names.find((name) => !isKnown(type, name));
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

/** A navigation property may be selected, and is there only when expanded (OData). */
function isKnown(type: string, name: string): boolean {
  const hasLink = listLineage(type).some(({ navigation }) => navigation?.includes(name));
  return hasLink || findProperty(type, name) !== undefined;
}
