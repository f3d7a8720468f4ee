import type { Behaviour, EmulatorOptions, ReadLag } from "intune-graph-emulator";
import type { Row } from "./pairwise.ts";

/**
 * What is not established of the real service, and what may happen around a write. `olderBefore`: what of the older
 * collection is there before us, an entry of a group that the assignments include as well (`covered`) or of another.
 */
export const worldFactors = {
  assign: ["replace", "merge"],
  absentCollection: ["keeps", "clears"],
  nullCollection: ["keeps", "clears"],
  emptyCollection: ["clears", "keeps"],
  groupAssignments: ["apart", "mirrored"],
  readLag: [undefined, { reads: 1 }, { reads: 2 }, { ms: 900 }] satisfies (ReadLag | undefined)[],
  assignmentIds: ["guid", "configurationId_groupId", "groupId_0_0"],
  noFilter: ["null", "absent", "none", "zeroGuid"],
  guidCase: ["asSent", "upper"],
  filters: ["keep", "ignore", "refuse"],
  duplicateGroups: ["keep", "ignore", "refuse"],
  unknownGroups: ["keep", "ignore", "refuse"],
  entityEnvelope: ["bare", "wrapped"],
  itemRoutes: ["present", "absent"],
  expandAssignments: ["filled", "empty"],
  unexpandedList: ["filled", "empty"],
  pageSize: [100, 2],
  isAnswerLost: [false, true],
  hasOtherWriter: [false, true],
  olderBefore: ["none", "covered", "uncovered"],
  /** The program names a group that the directory does not have. */
  declaresUnknown: [false, true],
  /** Others have assigned one of our groups before, with another filter. */
  isDuplicate: [false, true],
} as const;

export type World = Row<typeof worldFactors>;

/** The first value of each: the service as its siblings are reported. */
export const defaultWorld = Object.fromEntries(
  Object.entries(worldFactors).map(([name, [value]]) => [name, value]),
) as World;

export function optionsOf({ pageSize, ...world }: World): EmulatorOptions {
  return { pageSize, behaviour: world satisfies Partial<Behaviour> };
}

/** The values that are not the default ones, in words. */
export function describeWorld(world: World): string {
  const differing = Object.entries(world).filter(
    ([name, value]) => value !== defaultWorld[name as keyof World],
  );
  if (differing.length === 0) return "the default";
  return differing.map(([name, value]) => `${name} ${JSON.stringify(value)}`).join(", ");
}
