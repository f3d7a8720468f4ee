import { isEntry } from "./findAssignmentProblems.js";

/** Intune documents filters as not supported here, though Graph's metadata has the properties. */
export function findFilterWarnings(assignments: readonly unknown[]): string[] {
  return assignments.flatMap((entry, index) =>
    isEntry(entry) && entry["filterId"]
      ? [
          `assignments[${index}] has a filter. Intune documents assignment filters as not supported for iOS app ` +
            "provisioning profiles: it may refuse or ignore this one.",
        ]
      : [],
  );
}
