import type { Group } from "../domain/group.js";
import { isGuid, normalizeGuid } from "../domain/guid.js";
import type { Json } from "./readResponse.js";

/** The properties that `groupFromWire` reads. Without a `$select` Graph sends many more. */
export const groupSelect = "id,displayName,description";

/** Undefined where it is no group, since it has no id that is a GUID. */
export function groupFromWire(item: Json): Group | undefined {
  const { id, displayName, description } = item;
  if (typeof id !== "string" || !isGuid(id)) return undefined;
  return {
    id: normalizeGuid(id),
    // Null where the identity may know only the id of the group.
    displayName: typeof displayName === "string" ? displayName : "",
    description: typeof description === "string" ? description : null,
  };
}
