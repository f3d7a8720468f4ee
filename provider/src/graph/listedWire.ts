import type { LiveEntry } from "../domain/entry.js";
import { readGuid, requireJson } from "./parseJson.js";
import { assignmentFromWire } from "./wire.js";

export interface ListedAssignments {
  configurationId: string;
  assignments: LiveEntry[] | undefined;
}

/** Graph cuts expansions off here, silently (https://learn.microsoft.com/graph/query-parameters#expand). */
const mostExpanded = 20;

/** An empty expansion proves nothing: on siblings it is always empty. */
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
