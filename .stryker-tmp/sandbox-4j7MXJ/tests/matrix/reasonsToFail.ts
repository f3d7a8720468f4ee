// @ts-nocheck
import type { Program } from "../handlers/stackedSet.ts";
import type { Outcome } from "./outcome.ts";
import type { Variant } from "./variants.ts";
import type { World } from "./worlds.ts";

/**
 * Why a step cannot lead to what is declared in this world; where there is no reason it must. `program` is undefined for
 * a delete.
 */
export function reasonsToFail(
  world: World,
  variant: Variant,
  program: Program | undefined,
  { before }: Outcome,
): string[] {
  const isApart = world.groupAssignments === "apart";
  const reasons: Readonly<Record<string, boolean>> = {
    "assign adds, and an entry is to go": world.assign === "merge",
    "an empty collection is no collection":
      world.emptyCollection === "keeps" && program === undefined,
    "filters are dropped or refused":
      world.filters !== "keep" && (variant.hasFilter || world.isDuplicate),
    "an unknown group is dropped or refused":
      world.unknownGroups !== "keep" && world.declaresUnknown,
    "a group twice is dropped or refused": world.duplicateGroups !== "keep" && world.isDuplicate,
    "what is declared of the older collection comes to the assignments":
      !isApart && variant.older === "own",
    "a collection that is not sent is cleared":
      world.absentCollection === "clears" && isApart && before.older.length > 0,
    "reads show another writer, and us not yet": isBlind(world),
  };
  return Object.keys(reasons).filter((reason) => reasons[reason]);
}

/** Reads show what another writer wrote before us, and what we wrote not yet: it seems to have come after us. */
export function isBlind({ readLag, hasOtherWriter }: World): boolean {
  return readLag !== undefined && hasOtherWriter;
}
