// @ts-nocheck
import type { Group } from "../domain/group.js";
import { normalizeGuid } from "../domain/guid.js";
import type { Json } from "./readResponse.js";

/** The properties that `groupFromWire` reads. Without a `$select` Graph sends many more. */
export const groupSelect = "id,displayName,description";

export function groupFromWire(item: Json): Group {
  const { id, displayName, description } = item;
  return {
    id: typeof id === "string" ? normalizeGuid(id) : "",
    // Null where the identity may know only the id of the group.
    displayName: typeof displayName === "string" ? displayName : "",
    description: typeof description === "string" ? description : null,
  };
}
