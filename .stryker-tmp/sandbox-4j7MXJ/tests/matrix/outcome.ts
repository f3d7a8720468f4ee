// @ts-nocheck
import { groupId } from "../engine/liveTargets.ts";
import { described, type Word } from "../handlers/entries.ts";
import type { LiveWords } from "../handlers/handlerBench.ts";

/** What a step found, what the state had recorded, and what it left. */
export interface Outcome {
  before: LiveWords;
  after: LiveWords;
  recorded: LiveWords & { unmanaged: Word[]; ownedOlder: number[] };
  error: Error | undefined;
}

/** Entries as messages to a person name them. */
export function names(assignments: readonly Word[], older: readonly number[]): string[] {
  return [
    ...assignments.map(described),
    ...older.map((number) => `groupAssignments entry ${groupId(number)}`),
  ];
}

/** The numbers of the groups that assignments include. */
export function includedGroups(assignments: readonly Word[]): number[] {
  return assignments
    .filter((word) => word.startsWith("group "))
    .map((word) => Number(word.split(" ")[1]));
}

export function minus<T>(from: readonly T[], ...without: (readonly T[])[]): T[] {
  return from.filter((entry) => !without.some((others) => others.includes(entry)));
}

export function both<T>(some: readonly T[], others: readonly T[]): T[] {
  return some.filter((entry) => others.includes(entry));
}
