// @ts-nocheck
import { isEntry } from "./findAssignmentProblems.js";

/**
 * Warnings for entries with an assignment filter: Intune's documentation lists the platforms and kinds that support
 * filters, and iOS app provisioning profiles are named as not supported, though Graph's metadata carries the properties.
 */
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
