import type { RunOptions } from "../tenantStack.ts";
import { findConflicts, type Conflict } from "./conflicts.ts";
import type { Counts } from "./counts.ts";
import { dropContradicted } from "./declares.ts";
import { findLosses, type Operation } from "./oracle.ts";
import type { Command } from "./runs.ts";
import type { Snapshot } from "./snapshot.ts";
import { findUnmet } from "./unmet.ts";
import type { Outcome, World } from "./world.ts";
import type { WrongAnswer } from "./wrongAnswers.ts";

/** A command that is run, and what goes wrong meanwhile. */
export interface Operating {
  verb: Command["verb"];
  options?: RunOptions;
  wrong?: WrongAnswer | undefined;
}

/**
 * Runs a command and holds it against what must be true. Answers whether it has proved that all is as the program declares.
 * What was broken off is run again, as a person does.
 */
export async function operate(
  world: World,
  counts: Counts,
  { verb, options = {}, wrong }: Operating,
): Promise<boolean> {
  const before = world.see();
  const declared = verb === "destroy" ? [] : world.resolve(before);
  world.trace.push([verb, JSON.stringify(options), JSON.stringify(wrong)].join(" "));
  const outcome = await world.run(verb, options, wrong);
  const after = world.see();
  const isRefreshing = options["refresh"] === true;
  const targets = options["target"] as readonly string[] | undefined;
  const counting = targets ? dropContradicted(declared, targets) : declared;
  const operation: Operation = { verb, targets, isRefreshing, declared: counting, before, after };
  requireNone(world, findLosses(operation), outcome);
  const end = outcome.hasSucceeded ? "succeeded" : "failed";
  if (outcome.wasHit && wrong !== undefined) {
    counts.add(`wrong ${wrong.request} ${wrong.answer}, ${end}`);
    return wrong.answer.startsWith("killed") && operate(world, counts, { verb, options });
  }
  const conflicts = findConflicts(declared, before);
  counts.add(`quiet ${verb} ${end}${outcome.hasSucceeded ? "" : `: ${nameKinds(conflicts)}`}`);
  if (targets !== undefined || options["replace"] !== undefined) return false;
  return judgeQuiet(world, counts, { verb, isRefreshing, conflicts, outcome, before, after });
}

interface QuietRun {
  verb: Command["verb"];
  isRefreshing: boolean;
  conflicts: readonly Conflict[];
  outcome: Outcome;
  before: Snapshot;
  after: Snapshot;
}

/** What a run reaches in which nothing went wrong. */
async function judgeQuiet(
  world: World,
  counts: Counts,
  { verb, isRefreshing, conflicts, outcome, before, after }: QuietRun,
): Promise<boolean> {
  const isFree = verb === "refresh" || conflicts.length === 0;
  if (!outcome.hasSucceeded) {
    requireNone(world, isFree ? [`${verb} failed, and nothing is in its way`] : [], outcome);
    return false;
  }
  if (verb === "refresh" || verb === "preview") return false;
  const isSeen = conflicts.every(({ kind }) => isRefreshing && isMendedByRefresh(kind));
  if (!isSeen) return false;
  const declared = verb === "destroy" ? [] : world.resolve(after);
  requireNone(world, findUnmet(declared, { before, after }), outcome);
  if (verb === "up") {
    const preview = await world.run("preview", { refresh: true, expectNoChanges: true });
    requireNone(world, preview.hasSucceeded ? [] : ["the next preview shows changes"], preview);
  }
  counts.add(`proved ${verb}`);
  return true;
}

function isMendedByRefresh(kind: Conflict["kind"]): boolean {
  return kind === "unseen content" || kind === "unseen entries" || kind === "gone";
}

function nameKinds(conflicts: readonly Conflict[]): string {
  return [...new Set(conflicts.map(({ kind }) => kind))].sort().join(", ");
}

/** @throws with what was found and what the engine printed. */
function requireNone({ trace }: World, found: readonly string[], { text }: Outcome): void {
  if (found.length === 0) return;
  throw new Error(
    `${found.map((each) => `* ${each}`).join("\n")}\n--- what was done ---\n${trace.join("\n")}\n--- the engine printed ---\n${text}`,
  );
}
