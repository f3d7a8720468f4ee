// @ts-nocheck
import { normalizeGuid } from "../domain/guid.js";
import { isJson, type Json } from "./readResponse.js";
import { fromWire, type AssignmentEntry } from "./wire.js";

/** A configuration of a list, with its assignments. */
export interface ListedAssignments {
  configurationId: string;
  assignments: AssignmentEntry[];
}

/**
 * So many entries an expansion may have been cut off at. Graph does so to directory objects, and says nothing of it
 * (https://learn.microsoft.com/graph/query-parameters#expand).
 */
const mostExpanded = 20;

/**
 * Reads one item of a list expanded by its assignments. Undefined where these may not be whole: an empty expansion says
 * nothing, since siblings' are always empty.
 */
export function listedFromWire(item: Json): ListedAssignments | undefined {
  const { id, assignments, "assignments@odata.nextLink": nextLink } = item;
  if (typeof id !== "string" || !Array.isArray(assignments) || !assignments.every(isJson))
    return undefined;
  const hasMore = typeof nextLink === "string" && nextLink !== "";
  if (hasMore || assignments.length === 0 || assignments.length >= mostExpanded) return undefined;
  return { configurationId: normalizeGuid(id), assignments: assignments.map(fromWire) };
}
