// @ts-nocheck
import type { AssignmentTarget } from "intune-graph-emulator";

/** A group id that tells its number: 1 is `00000001-…`. */
export function groupId(number: number): string {
  return `${String(number).padStart(8, "0")}-93b4-4a0a-8f57-6f1f3f1f4a01`;
}

/** A target as Graph holds it. */
export function liveGroup(number: number): AssignmentTarget {
  return { "@odata.type": "#microsoft.graph.groupAssignmentTarget", groupId: groupId(number) };
}
