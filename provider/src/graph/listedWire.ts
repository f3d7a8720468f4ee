import type { LiveEntry } from "../domain/entry.js";
import { readGuid, requireJson } from "./parseJson.js";
import { assignmentFromWire } from "./wire.js";

/** A configuration of a list, with its assignments; undefined where these may not be whole. */
export interface ListedAssignments {
  configurationId: string;
  assignments: LiveEntry[] | undefined;
}

/**
 * So many entries an expansion may have been cut off at. Graph does so to directory objects, and says nothing of it
 * (https://learn.microsoft.com/graph/query-parameters#expand).
 */
const mostExpanded = 20;

/** Reads one item of a list expanded by its assignments. An empty expansion says nothing: siblings' are always empty. */
export function listedFromWire(json: unknown): ListedAssignments {
  const item = requireJson(json);
  const { assignments, "assignments@odata.nextLink": nextLink } = item;
  const isWhole =
    Array.isArray(assignments) &&
    assignments.length > 0 &&
    assignments.length < mostExpanded &&
    (typeof nextLink !== "string" || nextLink === "");
  return {
    configurationId: readGuid(item, "id"),
    assignments: isWhole ? assignments.map(assignmentFromWire) : undefined,
  };
}
