import { isDeepStrictEqual } from "node:util";
import {
  defaults,
  normalizeInputs,
  ownedEntries,
  toDeclaredSet,
  toInputs,
  type CheckedAssignments,
  type DeclaredSet,
  type SetState,
} from "../../domain/assignmentsInputs.js";
import {
  equalEntries,
  intersectEntries,
  isOlder,
  normalizeEntries,
  subtractEntries,
  type Entry,
  type LiveEntry,
} from "../../domain/entry.js";
import { findInputProblems } from "../../domain/findInputProblems.js";
import { goalOf, goalOfDelete } from "../../domain/planSet.js";
import { isUnknown, normalizeGuid, omit } from "../../domain/values.js";
import { findShown, reportKept, requireSettled } from "../declarers.js";
import type { HandlerContext } from "../handlerContext.js";
import { IncompleteError, type Handlers } from "../handlers.js";
import { entriesOf, readLiveSet, reportGone } from "../readLive.js";
import { converge, UnfinishedWriteError, UnmanagedEntriesError } from "./converge.js";

export const assignmentsHandlers: Handlers<CheckedAssignments, SetState> = {
  /** `recorded` replaces sets that come from the state: they may hold entries that no program can declare. */
  check(given, recorded = {}) {
    const { isSecret, ...inputs } = given;
    const problems = findInputProblems({ ...inputs, ...recorded }).map(({ path, reason }) => ({
      path,
      reason: isSecret ? reason.replace(/; it is .*$/s, "; its value is secret") : reason,
    }));
    return { inputs: problems.length > 0 ? inputs : normalizeInputs(given), problems };
  },
  diff(_id, recorded, inputs) {
    if (normalizeGuid(recorded.configurationId) !== normalizeGuid(inputs.configurationId))
      return { changes: undefined, replaces: ["configurationId"] };
    const [former, declared] = [toInputs(recorded), normalizeInputs(inputs)];
    if (!isDeepStrictEqual(omit(former, "isSecret"), omit(declared, "isSecret")))
      return { changes: undefined, replaces: [] };
    // The update records that the stack owns what a refresh found.
    return { changes: recorded.unmanagedEntries.length > 0, replaces: [] };
  },
  claim(inputs) {
    const { configurationId, assignments, groupAssignments } = inputs;
    const isKnown = ![configurationId, assignments, groupAssignments].some(isUnknown);
    return isKnown ? { kind: "set", set: toDeclaredSet(inputs) } : undefined;
  },
  leave: (_id, recorded) => ({
    id: recorded.configurationId,
    entries: ownedEntries(recorded),
    unmanaged: recorded.unmanagedEntries,
  }),
  async create(context, inputs) {
    const state = await writeAssignments(context, toDeclaredSet(inputs));
    return { id: state.configurationId, state };
  },
  update: (context, _id, recorded, inputs) =>
    writeAssignments(context, toDeclaredSet(inputs), recorded),
  /** @throws RefusedError if an unwritten resource of the run declares an entry. */
  async delete(context, _id, state) {
    await requireSettled(context, state);
    await reportGone(context, state.configurationId, deleteOwned(context, state));
  },
  /** A list only confirms; drift is read from the set. */
  async refresh(context, _id, state) {
    if (isConfirmedByList(context, state)) return state;
    const { configurationId, declaresOlder } = state;
    const reading = readLiveSet(context, configurationId, declaresOlder);
    const snapshot = await reportGone(context, configurationId, reading);
    if (snapshot === undefined) return undefined;
    const read = bringUpToDate(state, snapshot.live);
    const entries = subtractEntries(read.entries, state.entries);
    context.run.record(configurationId, { entries });
    return read;
  },
  async get(context, id) {
    const { live } = await readLiveSet(context, id, false);
    const entries = normalizeEntries(entriesOf(live));
    const set = { configurationId: normalizeGuid(id), entries, declaresOlder: false };
    return { ...set, ...defaults, unmanagedEntries: [] };
  },
  inputsOf: toInputs,
};

/**
 * If nothing was written, the former state stays.
 * @throws IncompleteError if the set may be partly written, or a new set or mode was refused: only if recorded can a
 * refresh show the entries of others.
 */
async function writeAssignments(context: HandlerContext, declared: DeclaredSet, former?: SetState) {
  const { configurationId, mode } = declared;
  const own = former && (mode === "additive" ? ownedEntries(former) : former.entries);
  const known = findShown(context, configurationId, own);
  try {
    await converge(context, goalOf(declared, known));
    return { ...declared, unmanagedEntries: [] };
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

async function deleteOwned(context: HandlerContext, state: SetState): Promise<void> {
  try {
    await converge(context, goalOfDelete(state));
    reportKept(context, state);
  } catch (error) {
    if (!(error instanceof UnfinishedWriteError)) throw error;
    // The engine keeps the former state: `up` would find nothing to do.
    const advice =
      "Entries may be gone already that the state still has. Run the same command again; if the program is to keep the set " +
      "after all, run `pulumi refresh` before `pulumi up`.";
    throw new Error(`${error.message}\n${advice}`, { cause: error });
  }
}

function isConfirmedByList({ listedSets }: HandlerContext, state: SetState): boolean {
  // A list holds no older entries.
  const listed = state.declaresOlder ? undefined : listedSets?.find(state.configurationId);
  if (listed === undefined) return false;
  const { entries, unmanagedEntries } = bringUpToDate(state, listed);
  return (
    equalEntries(entries, state.entries) && equalEntries(unmanagedEntries, state.unmanagedEntries)
  );
}

function bringUpToDate(state: SetState, live: readonly LiveEntry[]): SetState {
  const entries = normalizeEntries(entriesOf(live));
  const owned = ownedEntries(state);
  return state.mode === "additive"
    ? { ...state, entries: intersectEntries(entries, owned), unmanagedEntries: [] }
    : { ...state, entries, unmanagedEntries: subtractEntries(entries, owned) };
}
