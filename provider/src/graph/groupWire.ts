import type { Group } from "../domain/group.js";
import { readGuid, readText, requireJson } from "./parseJson.js";

/** The properties that `groupFromWire` reads. Without a `$select` Graph sends many more. */
export const groupSelect = "id,displayName,description";

/** @throws UnexpectedResponse */
export function groupFromWire(json: unknown): Group {
  const group = requireJson(json);
  return {
    id: readGuid(group, "id"),
    // Null where the identity may know only the id of the group.
    displayName: readText(group, "displayName") ?? "",
    description: readText(group, "description"),
  };
}
