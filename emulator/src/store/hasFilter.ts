import type { AssignmentTarget } from "../graphObjects.js";

/** The id that some services write for "no filter". */
export const zeroGuid = "00000000-0000-0000-0000-000000000000";

export function hasFilter(target: AssignmentTarget): boolean {
  const id = target.deviceAndAppManagementAssignmentFilterId ?? "";
  const type = target.deviceAndAppManagementAssignmentFilterType ?? "none";
  return id !== "" && id !== zeroGuid && type !== "none";
}
