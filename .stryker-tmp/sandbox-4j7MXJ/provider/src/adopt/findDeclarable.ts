// @ts-nocheck
import type { Assignment, LiveAssignment } from "../domain/assignment.js";
import { findInputProblems } from "../domain/findInputProblems.js";
import type { AdoptableConfiguration } from "./adoptableTenant.js";

/** Intune may hold what check refuses, such as a filter on an exclusion, or a target that this release does not know. */
export function findDeclarable(
  configurationId: string,
  assignments: readonly LiveAssignment[],
): Pick<AdoptableConfiguration, "assignments" | "strange"> {
  const reasons = new Map<number, string>();
  for (const { path, reason } of findInputProblems({ configurationId, assignments })) {
    const index = Number(/^assignments\[(\d+)\]/.exec(path)?.[1]);
    if (!Number.isNaN(index) && !reasons.has(index)) reasons.set(index, reason);
  }
  return {
    assignments: assignments.filter((_, index) => !reasons.has(index)) as Assignment[],
    strange: assignments.flatMap((entry, index) => {
      const reason = reasons.get(index);
      return reason === undefined ? [] : { entry, reason };
    }),
  };
}
