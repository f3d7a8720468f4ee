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
 * @throws IncompleteError when the set may be partly written, or when the write was refused: its state has seen no live
 *   entry, so that a refresh can show them.
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
 * A failure before anything was written leaves the former state as it is: the next preview shows the same changes.
 *
 * @throws IncompleteError when the set may be partly written, or when a change from additive to authoritative mode was
 *   refused: only under the new mode can a refresh show the entries of others.
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

/** The preview of `up --refresh` refreshes by itself, and its up once more: what came in between no preview has shown. */
const ofFoundNow: Refusal = {
  reason: "the refresh of this same run was the first to see",
  advice: "run `pulumi up` again: its preview shows them going",
};

/** The engine keeps the former state: an `up` would find nothing to do. */
const deletedInPart =
  "Entries may be gone already that the state still has. Run the same command again; if the program is to keep the set " +
  "after all, run `pulumi refresh` before `pulumi up`.";

/** @throws RefusedError where what it would remove is declared in this run, and not written. */
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

/** What is live, or may be, except what nobody has declared or seen before: a refresh must show that first. */
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
