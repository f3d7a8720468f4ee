import type { DeclaredSet } from "../../domain/declaredSet.js";
import type { Entry } from "../../domain/entry.js";
import { intersectEntries, subtractEntries } from "../../domain/entrySet.js";
import { describeGone, isGone } from "../confirmGone.js";
import { IncompleteError } from "../errors.js";
import type { HandlerContext } from "../handlerContext.js";
import { goalOf, goalOfDelete, type Refusal } from "./assignGoal.js";
import { converge } from "./converge.js";
import { UnfinishedWriteError, UnmanagedEntriesError } from "./convergeErrors.js";
import { findLeft, reportKept, requireSettled } from "./keepDeclared.js";
import { declaredState, ownedEntries, seenState, type SetState } from "./setState.js";

/**
 * @throws IncompleteError if the set may be partly written, or the write was refused. Then the state holds no entry, so that
 * a refresh shows them.
 */
export async function createAssignments(
  context: HandlerContext,
  declared: DeclaredSet,
): Promise<SetState> {
  const known = findLeft(context, declared.configurationId);
  try {
    await converge(context, { ...goalOf(declared, known), refusal: ofCreate });
  } catch (error) {
    const seen = error instanceof UnmanagedEntriesError ? [] : findSeen(error, declared, known);
    if (seen === undefined) throw error;
    throw incomplete(error, seenState(declared, seen));
  }
  return declaredState(declared);
}

/**
 * If nothing was written the former state stays, and the next preview shows the same changes.
 * @throws IncompleteError if the set may be partly written, or a change to authoritative mode was refused: only then can a
 * refresh show the entries of others.
 */
export async function updateAssignments(
  context: HandlerContext,
  state: SetState,
  declared: DeclaredSet,
): Promise<SetState> {
  const { configurationId, mode } = declared;
  // What a preview has shown.
  const shown = [
    ...(mode === "additive" ? ownedEntries(state) : state.entries),
    ...findLeft(context, configurationId),
  ];
  const known = subtractEntries(shown, context.run.found(configurationId)?.entries ?? []);
  const isFoundNow = known.length < shown.length;
  try {
    await converge(context, {
      ...goalOf(declared, known),
      ...(isFoundNow && { refusal: ofFoundNow }),
    });
  } catch (error) {
    const isRefusedMode = error instanceof UnmanagedEntriesError && state.mode !== mode;
    const seen = isRefusedMode ? known : findSeen(error, declared, known);
    if (seen === undefined) throw error;
    throw incomplete(error, seenState(declared, seen, state));
  }
  return declaredState(declared);
}

const ofCreate: Refusal = {
  advice:
    'if this is a resource of the stack under a new name or parent, set the option `aliases: [{ name: "its former name" }]`',
};

/** `up --refresh` refreshes for its preview and again for the update: no preview shows what came in between. */
const ofFoundNow: Refusal = {
  reason: "the refresh of this same run was the first to see",
  advice: "run `pulumi up` again: its preview shows them going",
};

/** The engine keeps the former state, so `up` would find nothing to do. */
const deletedInPart =
  "Entries may be gone already that the state still has. Run the same command again; if the program is to keep the set " +
  "after all, run `pulumi refresh` before `pulumi up`.";

/** @throws RefusedError if another resource of the run declares an entry and is not written. */
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

/** Leaves out entries that nobody has declared or read before: a refresh must show them first. */
function findSeen(
  error: unknown,
  { entries }: DeclaredSet,
  known: readonly Entry[],
): Entry[] | undefined {
  if (!(error instanceof UnfinishedWriteError)) return undefined;
  const possible = [...entries, ...known];
  return error.live ? intersectEntries(error.live, possible) : possible;
}

function incomplete(error: unknown, state: SetState): IncompleteError<SetState> {
  const reason = error instanceof Error ? error.message : String(error);
  return new IncompleteError(state.configurationId, state, reason);
}
