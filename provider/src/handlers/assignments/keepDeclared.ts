import type { Entry } from "../../domain/entry.js";
import { intersectEntries, subtractEntries } from "../../domain/entrySet.js";
import { findUnsettled } from "../configuration/findDeclarer.js";
import { nameResource, type Declaration, type SetClaim } from "../declaration.js";
import { refuseDeclaredElsewhere } from "../errors.js";
import type { HandlerContext } from "../handlerContext.js";
import { type AssignGoal, ownedEntries, type SetState } from "./setState.js";

/** @throws RefusedError if a resource that is not written may declare entries of the set. */
export async function requireSettled(context: HandlerContext, state: SetState): Promise<void> {
  const { configurationId } = state;
  const unsettled = context.run.sets().filter(({ outcome }) => outcome !== "done");
  const declarer =
    unsettled.find(({ left }) => left?.id === configurationId) ??
    findDeclaring(setsOf(configurationId, unsettled), ownedEntries(state)) ??
    // The engine does not check sets that depend on it, so nobody knows what they declare.
    (await findUnsettled(context, configurationId));
  if (declarer)
    throw refuseDeclaredElsewhere("delete the assignments of", configurationId, declarer);
}

export function reportKept(context: HandlerContext, state: SetState): void {
  const declarer = findDeclaring(findSets(context, state.configurationId), ownedEntries(state));
  if (declarer)
    context.print(
      `Kept assignments of ${state.configurationId}: ${nameResource(declarer)} declares them.`,
    );
}

/** An entry that moves to another set stays. If that set's write failed, nobody would own the entry: refused. */
export function keepDeclared(context: HandlerContext, goal: AssignGoal): AssignGoal {
  const { configurationId, known, desired, mode } = goal;
  const sets = findSets(context, configurationId);
  const failed = sets.filter(({ outcome }) => outcome === "failed");
  const declarer = findDeclaring(failed, subtractEntries(known, desired));
  if (declarer) throw refuseDeclaredElsewhere("assign", configurationId, declarer);
  // The engine may have compared a replacement only now.
  const left = mode === "authoritative" ? findLeft(context, configurationId) : [];
  return {
    ...goal,
    known: [...known, ...left],
    kept: sets.flatMap(({ claim }) => claim.set.entries),
  };
}

/** Entries of replaced sets of this run: a preview has shown that they go. */
export function findLeft({ run }: HandlerContext, configurationId: string): Entry[] {
  return run
    .sets()
    .flatMap(({ left }) => (left?.id === configurationId ? (left.entries ?? []) : []));
}

export function findSets({ run }: HandlerContext, configurationId: string) {
  return setsOf(configurationId, run.sets());
}

function setsOf(configurationId: string, sets: Declaration<SetClaim>[]): Declaration<SetClaim>[] {
  return sets.filter(({ claim }) => claim.set.configurationId === configurationId);
}

function findDeclaring(sets: readonly Declaration<SetClaim>[], entries: readonly Entry[]) {
  return sets.find(({ claim }) => intersectEntries(entries, claim.set.entries).length > 0);
}
