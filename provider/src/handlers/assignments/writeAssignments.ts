import type { DeclaredSet } from "../../domain/assignmentsInputs.js";
import {
  isOlder,
  intersectEntries,
  normalizeEntries,
  subtractEntries,
  type Entry,
} from "../../domain/entry.js";
import { findLeft, reportKept, requireSettled } from "../declarers.js";
import { IncompleteError } from "../errors.js";
import type { HandlerContext } from "../handlerContext.js";
import { describeGone, isGone } from "../readLive.js";
import {
  goalOf,
  goalOfDelete,
  type Refusal,
  declaredState,
  ownedEntries,
  type SetState,
} from "./setState.js";
import { converge } from "./converge.js";
import { UnfinishedWriteError, UnmanagedEntriesError } from "./convergeErrors.js";

/**
 * If nothing was written, the former state stays.
 * @throws IncompleteError if the set may be partly written, or a new set or mode was refused: only if recorded can a
 * refresh show the entries of others.
 */
export async function writeAssignments(
  context: HandlerContext,
  declared: DeclaredSet,
  former?: SetState,
): Promise<SetState> {
  const { configurationId, mode } = declared;
  const ofFormer = former && (mode === "additive" ? ownedEntries(former) : former.entries);
  const shown = [...(ofFormer ?? []), ...findLeft(context, configurationId)];
  const foundNow = former && context.run.found(configurationId)?.entries;
  const known = subtractEntries(shown, foundNow ?? []);
  const isFoundNow = known.length < shown.length;
  const refusal = former ? (isFoundNow ? ofFoundNow : undefined) : ofCreate;
  try {
    await converge(context, { ...goalOf(declared, known), refusal });
    return declaredState(declared);
  } catch (error) {
    const isUnfinished = error instanceof UnfinishedWriteError;
    const isRefusedMode = error instanceof UnmanagedEntriesError && former?.mode !== mode;
    if (!isUnfinished && !isRefusedMode) throw error;
    // A refresh must first show entries that nobody declared or read.
    const possible = isUnfinished ? [...declared.entries, ...known] : former ? known : [];
    const seen = isUnfinished && error.live ? intersectEntries(error.live, possible) : possible;
    throw new IncompleteError(configurationId, seenState(declared, seen, former), error.message);
  }
}

/** Unmanaged entries stay so unless declared. */
function seenState(declared: DeclaredSet, seen: readonly Entry[], former?: SetState): SetState {
  const entries = normalizeEntries(seen);
  const unmanaged = intersectEntries(entries, former?.unmanagedEntries ?? []);
  return {
    ...declared,
    entries,
    declaresOlder: declared.declaresOlder || entries.some(isOlder),
    unmanagedEntries: subtractEntries(unmanaged, declared.entries),
  };
}

const ofCreate: Refusal = {
  advice:
    'if this is a resource of the stack under a new name or parent, set the option `aliases: [{ name: "its former name" }]`',
};

/** `up --refresh` refreshes again after its preview, which does not show what came in between. */
const ofFoundNow: Refusal = {
  reason: "the refresh of this same run was the first to see",
  advice: "run `pulumi up` again: its preview shows them going",
};

/** The engine keeps the former state: `up` would find nothing to do. */
const deletedInPart =
  "Entries may be gone already that the state still has. Run the same command again; if the program is to keep the set " +
  "after all, run `pulumi refresh` before `pulumi up`.";

/** @throws RefusedError if an unwritten resource of the run declares an entry. */
export async function deleteAssignments(context: HandlerContext, state: SetState): Promise<void> {
  await requireSettled(context, state);
  try {
    await converge(context, goalOfDelete(state));
    reportKept(context, state);
  } catch (error) {
    if (error instanceof UnfinishedWriteError)
      throw new Error(`${error.message}\n${deletedInPart}`, { cause: error });
    if (!isGone(error)) throw error;
    context.print(describeGone(state.configurationId, ", and its assignments with it"));
  }
}
