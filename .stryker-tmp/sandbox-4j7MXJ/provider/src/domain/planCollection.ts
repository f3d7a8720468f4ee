// @ts-nocheck
import { subtractEntries } from "./assignmentSet.js";
import type { Mode, Unmanaged } from "./assignmentsInputs.js";

/** What is to become of one of the two collections of a configuration. */
export interface CollectionGoal<E> {
  mode: Mode;
  unmanaged: Unmanaged;
  /** What the program declares. */
  desired: readonly E[];
  /** What may be removed: entries that are ours or that the state has seen, so that a preview has shown their going. */
  known: readonly E[];
}

/** What to send for a collection so that it meets its goal. */
export interface CollectionPlan<E> {
  /** The whole collection as it is to be. */
  next: E[];
  /** Desired, and not live. */
  missing: E[];
  /** Live, and to be gone. */
  surplus: E[];
  /** Live and to be gone, but never seen before: they forbid the write. */
  refused: E[];
}

/** Compares a live collection with its goal. Pure; the one place that decides what is removed. */
export function planCollection<E>(
  goal: CollectionGoal<E>,
  live: readonly E[],
  keyOf: (entry: E) => string,
): CollectionPlan<E> {
  const missing = subtractEntries(goal.desired, live, keyOf);
  const undeclared = subtractEntries(live, goal.desired, keyOf);
  const unknown = subtractEntries(undeclared, goal.known, keyOf);
  const surplus =
    goal.mode === "authoritative" ? undeclared : subtractEntries(undeclared, unknown, keyOf);
  const refused = goal.mode === "authoritative" && goal.unmanaged === "refuse" ? unknown : [];
  return {
    next: [...subtractEntries(live, surplus, keyOf), ...missing],
    missing,
    surplus,
    refused,
  };
}

/** Whether nothing is left to do. */
export function isMet(plan: CollectionPlan<unknown>): boolean {
  return plan.missing.length === 0 && plan.surplus.length === 0;
}
