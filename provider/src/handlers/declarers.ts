import { intersectEntries, subtractEntries, type Entry } from "../domain/entry.js";
import { normalizeGuid } from "../domain/values.js";
import { describeConfiguration } from "../graph/configurationsApi.js";
import { ownedEntries, type SetState } from "../domain/assignmentsInputs.js";
import type { SetGoal } from "../domain/planSet.js";
import { formerAliases, nameResource, type Declaration, type SetClaim } from "./declaration.js";
import { RefusedError } from "./handlers.js";
import type { HandlerContext } from "./handlerContext.js";
import { readLiveConfiguration, unlessGone } from "./readLive.js";

const isUnsettled = ({ outcome }: Declaration): boolean => outcome !== "done";

/** Not written, and may mean the configuration: by an id (adopted, held or left), else by name or profile. */
export async function findUnsettled(context: HandlerContext, id: string) {
  const unsettled = context.run.configurations().filter(isUnsettled);
  const named = unsettled.find(({ claim, heldId, left }) =>
    [claim.inputs.adoptId, heldId, left?.id].includes(normalizeGuid(id)),
  );
  // With a wrong `adoptId`, it still means what it held.
  const made = unsettled.filter(({ claim }) => claim.inputs.adoptId === undefined);
  if (named !== undefined || made.length === 0) return named;
  const live = await unlessGone(readLiveConfiguration(context, id));
  if (live === undefined) return undefined;
  // Late: it loads the reader of profiles.
  const { isTwin } = await import("./configuration/twins.js");
  return made.find(
    ({ claim: { inputs } }) => inputs.displayName === live.displayName || isTwin(live, inputs),
  );
}

/** @throws RefusedError if an unwritten resource may declare entries of the set. */
export async function requireSettled(context: HandlerContext, state: SetState): Promise<void> {
  const { configurationId } = state;
  const unsettled = context.run.sets(configurationId).filter(isUnsettled);
  const declarer =
    unsettled.find(({ left }) => left?.id === configurationId) ??
    findDeclaring(findSets(context, configurationId).filter(isUnsettled), ownedEntries(state)) ??
    // Nobody knows what sets that depend on it declare: the engine does not check them.
    (await findUnsettled(context, configurationId));
  if (declarer)
    throw refuseDeclaredElsewhere("delete the assignments of", configurationId, declarer);
}

export function reportKept(context: HandlerContext, state: SetState): void {
  const { configurationId } = state;
  const declarer = findDeclaring(findSets(context, configurationId), ownedEntries(state));
  if (declarer)
    context.print(
      `Kept assignments of ${configurationId}: ${nameResource(declarer)} declares them.`,
    );
}

/** Entries that move to another set stay; refused if its write failed: nobody would own them. */
export function keepDeclared(context: HandlerContext, goal: SetGoal): SetGoal {
  const { configurationId, known, desired, mode } = goal;
  const sets = findSets(context, configurationId);
  const failed = sets.filter(({ outcome }) => outcome === "failed");
  const declarer = findDeclaring(failed, subtractEntries(known, desired));
  if (declarer) throw refuseDeclaredElsewhere("assign", configurationId, declarer);
  // The engine may have compared a replacement only now.
  const former = mode === "authoritative" ? findShown(context, configurationId) : [];
  return {
    ...goal,
    known: [...known, ...former],
    kept: sets.flatMap(({ claim }) => claim.set.entries),
  };
}

/** What a preview has shown going: in the states that this run compared, without what its refresh or import found since. */
export function findShown({ run }: HandlerContext, id: string, own: readonly Entry[] = []) {
  const others = run.sets(id).flatMap(({ former, outcome, claim: { set } }) => {
    if (former?.id !== id) return [];
    const { entries = [], unmanaged = [] } = former;
    const isOwn = outcome === "writing" && set.configurationId === id;
    const isReplaced = isOwn && set.mode === "authoritative";
    return isReplaced ? [...entries, ...unmanaged] : entries;
  });
  return subtractEntries([...own, ...others], run.found(id)?.entries ?? []);
}

export function findSets({ run }: HandlerContext, configurationId: string) {
  return run
    .sets(configurationId)
    .filter(({ claim }) => claim.set.configurationId === configurationId);
}

function findDeclaring(sets: readonly Declaration<SetClaim>[], entries: readonly Entry[]) {
  return sets.find(({ claim }) => intersectEntries(entries, claim.set.entries).length > 0);
}

const renamed =
  "  * if it is the same resource of the stack under another name or parent, say so in its options: " +
  `${formerAliases}.`;

const replacedFirst =
  "  * if `pulumi:autonaming` is set without a random part, take it out for this resource: the engine deletes before " +
  "it replaces then.";

/** @param action follows "Cannot", as in "delete". */
export function refuseDeclaredElsewhere(
  action: string,
  configurationId: string,
  declaration: Declaration,
): RefusedError {
  const failed = declaration.outcome === "failed" ? "its write failed" : "it was not written";
  const what = declaration.claim.kind === "set" ? "assignments of it" : "it";
  return new RefusedError(
    `Cannot ${action} ${describeConfiguration(configurationId)}: ${nameResource(declaration)} declares ${what} ` +
      `in this run, and ${failed}.`,
    "Nothing was removed, and the state keeps it. The ways out:",
    "  * mend what kept that resource from being written, and run `pulumi up` again;",
    declaration.left?.id === configurationId ? replacedFirst : renamed,
  );
}
