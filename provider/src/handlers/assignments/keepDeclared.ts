import type { Entry } from "../../domain/entry.js";
import { intersectEntries, subtractEntries } from "../../domain/entrySet.js";
import { findUnsettled } from "../configuration/findDeclarer.js";
import { DeclaredElsewhereError } from "../declaredElsewhereError.js";
import { nameResource, type Claim, type Declaration } from "../declaration.js";
import type { HandlerContext } from "../handlerContext.js";
import type { AssignGoal } from "./assignGoal.js";
import { ownedEntries, type SetState } from "./setState.js";

type DeclaredSetOfRun = Declaration<Extract<Claim, { kind: "set" }>>;

/**
 * Whether a set may be deleted: nothing that is not written means its entries.
 *
 * @throws DeclaredElsewhereError
 */
export async function requireSettled(context: HandlerContext, state: SetState): Promise<void> {
  const { configurationId } = state;
  const unsettled = (context.run?.declared("set") ?? []).filter(
    ({ outcome }) => outcome !== "done",
  );
  const declarer =
    unsettled.find(({ left }) => left?.id === configurationId) ??
    findDeclaring(unsettled.filter(isOf(configurationId)), ownedEntries(state)) ??
    // Sets that depend on it are not checked, so that nobody knows what they declare.
    (await findUnsettled(context, configurationId));
  if (declarer)
    throw new DeclaredElsewhereError("delete the assignments of", configurationId, declarer);
}

/** Reports which of the deleted entries stay. */
export function reportKept(context: HandlerContext, state: SetState): void {
  const declarer = findDeclaring(findSets(context, state.configurationId), ownedEntries(state));
  if (declarer)
    context.print?.(
      `Kept assignments of ${state.configurationId}: ${nameResource(declarer)} declares them.`,
    );
}

/**
 * The goal, without the removal of what other sets of this run declare: an entry that moves from one set to another stays,
 * whichever is written first.
 *
 * @throws DeclaredElsewhereError where the write of the set that an entry moves to has failed: nobody would own it.
 */
export function keepDeclared(context: HandlerContext, goal: AssignGoal): AssignGoal {
  const { configurationId, known, desired, mode } = goal;
  const sets = findSets(context, configurationId);
  const failed = sets.filter(({ outcome }) => outcome === "failed");
  const declarer = findDeclaring(failed, subtractEntries(known, desired));
  if (declarer) throw new DeclaredElsewhereError("assign", configurationId, declarer);
  // A replacement of the run may have been compared only now: what it leaves behind has been shown as going.
  const left = mode === "authoritative" ? findLeft(context, configurationId) : [];
  return {
    ...goal,
    known: [...known, ...left],
    kept: sets.flatMap(({ claim }) => claim.set.entries),
  };
}

/** What replacements of this run leave behind on a configuration: the preview has shown that it goes. */
export function findLeft({ run }: HandlerContext, configurationId: string): Entry[] {
  return (run?.declared("set") ?? []).flatMap(({ left }) =>
    left?.id === configurationId ? (left.entries ?? []) : [],
  );
}

/** The sets that this run declares for a configuration. */
function findSets({ run }: HandlerContext, configurationId: string): DeclaredSetOfRun[] {
  return (run?.declared("set") ?? []).filter(isOf(configurationId));
}

function isOf(configurationId: string): (declaration: DeclaredSetOfRun) => boolean {
  return ({ claim }) => claim.set.configurationId === configurationId;
}

function findDeclaring(
  sets: readonly DeclaredSetOfRun[],
  entries: readonly Entry[],
): DeclaredSetOfRun | undefined {
  return sets.find(({ claim }) => intersectEntries(entries, claim.set.entries).length > 0);
}
