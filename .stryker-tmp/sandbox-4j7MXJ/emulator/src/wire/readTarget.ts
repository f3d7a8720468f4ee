// @ts-nocheck
import { nameType, typePrefix, type AssignmentTarget } from "../graphObjects.js";
import { isRecord } from "../isRecord.js";

const kept = [
  "groupId",
  "collectionId",
  "deviceAndAppManagementAssignmentFilterId",
  "deviceAndAppManagementAssignmentFilterType",
];

/** The target in a body that was checked. Annotations other than the type are not kept. */
export function readTarget(value: unknown): AssignmentTarget {
  if (!isRecord(value)) throw new TypeError("The body of an assignment was not checked.");
  const type = String(value["@odata.type"]);
  const entries = Object.entries(value).filter(([name]) => kept.includes(name));
  const properties: Record<string, string> = Object.fromEntries(
    entries.map(([name, text]) => [name, text as string]),
  );
  return { ...properties, "@odata.type": spellType(nameType(type)) };
}

/** Concrete types are read back with `#`; the abstract one without, as in Microsoft's examples. */
function spellType(name: string): string {
  return name === "deviceAndAppManagementAssignmentTarget"
    ? `microsoft.graph.${name}`
    : `${typePrefix}${name}`;
}
