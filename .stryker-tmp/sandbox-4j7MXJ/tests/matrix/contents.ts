// @ts-nocheck
import type { LiveWords } from "../handlers/handlerBench.ts";
import type { Program } from "../handlers/stackedSet.ts";
import type { Variant } from "./variants.ts";
import type { World } from "./worlds.ts";

const choices = {
  authoritative: {},
  remove: { unmanaged: "remove" },
  additive: { mode: "additive" },
} as const satisfies Record<Variant["policy"], Partial<Program>>;

/** The program that is created, or, with another `last` group, what it is updated to. */
export function programOf(world: World, variant: Variant, last: 3 | 4): Program {
  const older = { undeclared: undefined, same: [1, last], own: [last + 2] }[variant.older];
  return {
    ...choices[variant.policy],
    assignments: [
      variant.hasFilter ? "group 1 filtered" : "group 1",
      "not 2",
      `group ${last}`,
      ...(world.declaresUnknown ? ["not 20"] : []),
    ],
    ...(older && { older }),
  };
}

/** What is live before the program first runs. */
export function startOf(world: World, { policy, hasFilter }: Variant): Partial<LiveWords> {
  const isMirrored = world.groupAssignments === "mirrored";
  const ours = hasFilter ? "group 1 filtered" : "group 1";
  const theirs = hasFilter ? "group 1" : "group 1 filtered";
  const assignments = [
    ...(policy === "authoritative" ? [] : ["group 8"]),
    ...(world.olderBefore === "covered" ? [ours] : []),
    ...(world.isDuplicate ? [theirs] : []),
  ];
  const older = { none: [], covered: [1], uncovered: [7] }[world.olderBefore];
  return { assignments, ...(!isMirrored && { older }) };
}
