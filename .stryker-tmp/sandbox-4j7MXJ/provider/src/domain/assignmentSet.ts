// @ts-nocheck
import {
  targetForms,
  type AssignmentTargetType,
  type GroupAssignment,
  type LiveAssignment,
} from "./assignment.js";
import { compareText } from "./compareText.js";
import { normalizeGuid, zeroGuid } from "./guid.js";
import { containsUnknown, isUnknown } from "./unknown.js";

const typeOrder = [...Object.keys(targetForms), "unrecognized"];

/** An entry's identity: two entries with one key are the same entry. Graph's own assignment ids play no part in it. */
export function assignmentKey(assignment: LiveAssignment): string {
  return JSON.stringify(normalizeAssignment(assignment));
}

export function groupAssignmentKey(assignment: GroupAssignment): string {
  return normalizeGuid(assignment.targetGroupId);
}

/**
 * An entry in its one canonical form: keys in a fixed order, GUIDs in lower case, and no filter keys where there is no
 * filter, which Graph spells in four ways: null, absent, the type `none`, the zero GUID.
 */
export function normalizeAssignment<A extends LiveAssignment>(assignment: A): A {
  if (isUnknown(assignment)) return assignment;
  const { type, ...rest } = assignment as { type: AssignmentTargetType } & Record<string, unknown>;
  // Half a filter filters nothing.
  const hasFilter =
    !isAbsent("filterId", rest["filterId"]) && !isAbsent("filterType", rest["filterType"]);
  const entries = Object.entries(rest)
    .filter(([key, value]) => !isAbsent(key, value) && (hasFilter || !key.startsWith("filter")))
    .map(([key, value]) => [key, typeof value === "string" ? normalizeGuid(value) : value] as const)
    .sort(([a], [b]) => compareText(a, b));
  return { type, ...Object.fromEntries(entries) } as unknown as A;
}

/** Whether a property says nothing, in whichever spelling. */
export function isAbsent(key: string, value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return (
    (key === "filterId" && value === zeroGuid) ||
    (key === "filterType" && (value === "none" || value === ""))
  );
}

/**
 * A set in its one canonical form: every entry canonical, in a fixed order, none twice. Entries that are not known yet
 * are never merged, since two of them may differ, and stand last.
 */
export function normalizeAssignments<A extends LiveAssignment>(assignments: readonly A[]): A[] {
  const known = assignments.map(normalizeAssignment).filter((entry) => !containsUnknown(entry));
  const unknown = assignments.map(normalizeAssignment).filter(containsUnknown);
  const distinct = [...new Map(known.map((entry) => [assignmentKey(entry), entry])).values()];
  return [...distinct.sort(compareAssignments), ...unknown];
}

export function normalizeGroupAssignments(
  assignments: readonly GroupAssignment[],
): GroupAssignment[] {
  const entries = assignments.map((entry) =>
    isUnknown(entry) ? entry : { targetGroupId: normalizeGuid(entry.targetGroupId) },
  );
  const known = entries.filter((entry) => !containsUnknown(entry));
  const distinct = [...new Map(known.map((entry) => [groupAssignmentKey(entry), entry])).values()];
  distinct.sort((a, b) => compareText(a.targetGroupId, b.targetGroupId));
  return [...distinct, ...entries.filter(containsUnknown)];
}

function compareAssignments(a: LiveAssignment, b: LiveAssignment): number {
  const byType = typeOrder.indexOf(a.type) - typeOrder.indexOf(b.type);
  return byType === 0 ? compareText(assignmentKey(a), assignmentKey(b)) : byType;
}

/** The entries of `from` that `without` does not hold. */
export function subtractEntries<E>(
  from: readonly E[],
  without: readonly NoInfer<E>[],
  keyOf: (entry: E) => string,
): E[] {
  const keys = new Set(without.map(keyOf));
  return from.filter((entry) => !keys.has(keyOf(entry)));
}

/** The entries of `from` that `other` holds too. */
export function intersectEntries<E>(
  from: readonly E[],
  other: readonly NoInfer<E>[],
  keyOf: (entry: E) => string,
): E[] {
  const keys = new Set(other.map(keyOf));
  return from.filter((entry) => keys.has(keyOf(entry)));
}

/** Whether two sets hold the same entries. */
export function equalEntries<E>(
  a: readonly E[],
  b: readonly E[],
  keyOf: (entry: E) => string,
): boolean {
  return subtractEntries(a, b, keyOf).length === 0 && subtractEntries(b, a, keyOf).length === 0;
}
