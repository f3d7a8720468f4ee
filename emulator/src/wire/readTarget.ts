import { nameType, typePrefix, type AssignmentTarget } from "../graphObjects.js";
import { isRecord } from "../isRecord.js";

const kept = [
  "groupId",
  "collectionId",
  "deviceAndAppManagementAssignmentFilterId",
  "deviceAndAppManagementAssignmentFilterType",
];

/** From a checked body. Annotations other than the type are dropped. */
export function readTarget(value: unknown): AssignmentTarget {
  if (!isRecord(value)) throw new TypeError("The body of an assignment was not checked.");
  const type = String(value["@odata.type"]);
  const entries = Object.entries(value).filter(([name]) => kept.includes(name));
  const properties: Record<string, string> = Object.fromEntries(
    entries.map(([name, text]) => [name, text as string]),
  );
  return { ...properties, "@odata.type": spellType(nameType(type)) };
}

/** As in Microsoft's examples: concrete types with `#`, the abstract one without. */
function spellType(name: string): string {
  return name === "deviceAndAppManagementAssignmentTarget"
    ? `microsoft.graph.${name}`
    : `${typePrefix}${name}`;
}
