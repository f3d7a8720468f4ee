// @ts-nocheck
import type { Program } from "../handlers/stackedSet.ts";
import { both, includedGroups, minus, names, type Outcome } from "./outcome.ts";
import { isBlind, reasonsToFail } from "./reasonsToFail.ts";
import type { Variant } from "./variants.ts";
import type { World } from "./worlds.ts";

/** Entries that an error must name, as messages name them: whatever is not as it should be. */
interface Differences {
  missing: string[];
  surplus: string[];
  lost: string[];
}

/** What is wrong with the outcome of a create or an update. */
export function judgeUp(
  world: World,
  variant: Variant,
  program: Program,
  outcome: Outcome,
): string[] {
  if (outcome.error?.message.includes("Nothing was changed"))
    return judgeRefusal(findUnseen(program, outcome), outcome, outcome.error);
  const { before, after, recorded, error } = outcome;
  const { assignments, older } = program;
  const ours = minus(recorded.assignments, recorded.unmanaged);
  const isAdditive = variant.policy === "additive";
  const mayGo = isAdditive ? ours : recorded.assignments;
  const isToGo = isAdditive ? both(ours, after.assignments) : after.assignments;
  const lost = minus(before.assignments, after.assignments, assignments, mayGo);
  const differences = {
    missing: names(minus(assignments, after.assignments), minus(older ?? [], after.older)),
    surplus: names(
      minus(isToGo, assignments),
      older ? minus(isAdditive ? both(recorded.ownedOlder, after.older) : after.older, older) : [],
    ),
    lost:
      variant.policy === "remove"
        ? []
        : names(lost, findLostOlder(world, outcome, isAdditive ? "ours" : "seen", older)),
  };
  const reasons = reasonsToFail(world, variant, program, outcome);
  return [...judge(world, differences, error, reasons), ...judgeGraphsRefusal(world, outcome)];
}

/** What is wrong with the outcome of a delete. */
export function judgeDestroy(world: World, variant: Variant, outcome: Outcome): string[] {
  const { before, after, recorded, error } = outcome;
  const ours = minus(recorded.assignments, recorded.unmanaged);
  const differences = {
    missing: [],
    surplus: names(both(ours, after.assignments), both(recorded.ownedOlder, after.older)),
    lost: names(
      minus(before.assignments, after.assignments, ours),
      findLostOlder(world, outcome, "ours"),
    ),
  };
  return judge(world, differences, error, reasonsToFail(world, variant, undefined, outcome));
}

function judge(
  world: World,
  differences: Differences,
  error: Error | undefined,
  reasons: string[],
): string[] {
  const message = error?.message ?? "";
  // Graph's own words, or that no answer came: then what is live is not known, and nothing is named.
  const isUnknown = error !== undefined && (isBlind(world) || !message.includes("Graph accepted"));
  const unnamed = Object.entries(differences).flatMap(([what, entries]: [string, string[]]) =>
    entries
      .filter((entry) => !message.includes(entry))
      .map((entry) => `${what}, and nobody says so: ${entry}`),
  );
  const isForNoReason = error !== undefined && reasons.length === 0;
  return [
    ...(isUnknown ? [] : unnamed),
    ...(isForNoReason ? [`failed for no reason: ${message}`] : []),
    ...(isMerged(world, message) && !message.includes("merged the set")
      ? [`does not say that the set was merged: ${message}`]
      : []),
  ];
}

/** Where `assign` adds, and all that is wrong is what should have gone. */
function isMerged({ assign }: World, message: string): boolean {
  const others = ["missing:", "gone,", "Someone else wrote"];
  const isSurplus = message.includes("still there:");
  return assign === "merge" && isSurplus && !others.some((part) => message.includes(part));
}

function judgeRefusal(unseen: string[], { before, after }: Outcome, { message }: Error): string[] {
  const isChanged = JSON.stringify(before) !== JSON.stringify(after);
  return [
    ...(isChanged ? ["refused, and yet something changed"] : []),
    ...(unseen.length === 0 ? [`refused, and nothing was unseen: ${message}`] : []),
    ...unseen
      .filter((entry) => !message.includes(entry))
      .map((entry) => `refused without being named: ${entry}`),
  ];
}

/** A write that Graph refuses changes nothing, unless one before it took effect, and Graph's words say what is wrong. */
function judgeGraphsRefusal(
  { isAnswerLost, hasOtherWriter }: World,
  { before, after, error }: Outcome,
): string[] {
  if (error?.message.includes("Graph answered 400") !== true) return [];
  const isSecond = isAnswerLost || hasOtherWriter;
  const isChanged = !isSecond && minus(after.assignments, before.assignments).length > 0;
  const isNamed = /Assignment filters|group 0+1-|GroupId : 0+20-/.test(error.message);
  return [
    ...(isChanged ? ["refused by Graph, and yet something changed"] : []),
    ...(isNamed ? [] : [`refused by Graph without the cause: ${error.message}`]),
  ];
}

/** What an authoritative write would erase unseen; of the older collection, what any write might. */
function findUnseen(
  { assignments, older, mode }: Program,
  { before, recorded }: Outcome,
): string[] {
  // Where the program does not speak of the older collection, it may be a view of the assignments.
  const views = older ? [] : includedGroups(before.assignments);
  return names(
    mode === "additive" ? [] : minus(before.assignments, assignments, recorded.assignments),
    minus(
      before.older,
      older ?? [],
      mode === "additive" ? recorded.ownedOlder : recorded.older,
      views,
    ),
  );
}

/**
 * Entries of the older collection that went, although nobody had declared or seen them. Where it mirrors the
 * assignments they are no entries of their own; where an entry of ours for the same group went, nobody can tell.
 */
function findLostOlder(
  { groupAssignments }: World,
  { before, after, recorded }: Outcome,
  mayGo: "ours" | "seen",
  declared: readonly number[] = [],
): number[] {
  if (groupAssignments === "mirrored") return [];
  const views = includedGroups(minus(recorded.assignments, after.assignments));
  const known = mayGo === "ours" ? recorded.ownedOlder : recorded.older;
  return minus(before.older, after.older, known, declared, views);
}
