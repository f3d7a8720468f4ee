import type { Assignment } from "../../domain/assignment.js";
import { normalizeInputs, type CheckedAssignments } from "../../domain/assignmentsInputs.js";
import { toDeclaredSet, toInputs } from "../../domain/assignmentsInputs.js";
import { isOlder, type Entry } from "../../domain/entry.js";
import {
  equalEntries,
  intersectEntries,
  normalizeEntries,
  subtractEntries,
} from "../../domain/entrySet.js";
import { describeGone, entriesOf, readLiveSet, unlessGone } from "../readLive.js";
import type { HandlerContext } from "../handlerContext.js";
import type { Found } from "../handlers.js";
import { declaredState, ownedEntries, type SetState } from "./setState.js";

type FoundSet = Found<CheckedAssignments, SetState>;

/** A list of all sets may confirm the state; every drift is read from the set itself. */
export async function refreshAssignments(context: HandlerContext, state: SetState) {
  if (isConfirmedByList(context, state)) return foundOf(state);
  const { configurationId, declaresOlder } = state;
  const snapshot = await unlessGone(readLiveSet(context, configurationId, declaresOlder));
  if (snapshot === undefined) {
    context.print(describeGone(configurationId, ", and its assignments with it"));
    return undefined;
  }
  const read = bringUpToDate(state, entriesOf(snapshot.live));
  const entries = subtractEntries(read.entries, state.entries);
  context.run.record(configurationId, { entries });
  return foundOf(read);
}

export async function getAssignments(context: HandlerContext, id: string): Promise<FoundSet> {
  const { live } = await readLiveSet(context, id, false);
  const assignments = entriesOf(live) as Assignment[];
  return foundOf(
    declaredState(toDeclaredSet(normalizeInputs({ configurationId: id, assignments }))),
  );
}

function foundOf(state: SetState): FoundSet {
  return { state, inputs: toInputs(state) };
}

function isConfirmedByList({ listedSets }: HandlerContext, state: SetState): boolean {
  if (state.declaresOlder || state.unmanagedEntries.some(isOlder)) return false;
  const listed = listedSets?.find(state.configurationId);
  if (listed === undefined) return false;
  const live = bringUpToDate(state, entriesOf(listed));
  return (
    equalEntries(live.entries, state.entries) &&
    equalEntries(live.unmanagedEntries, state.unmanagedEntries)
  );
}

function bringUpToDate(state: SetState, live: readonly Entry[]): SetState {
  const entries = normalizeEntries(live);
  const owned = ownedEntries(state);
  return state.mode === "additive"
    ? { ...state, entries: intersectEntries(entries, owned), unmanagedEntries: [] }
    : { ...state, entries, unmanagedEntries: subtractEntries(entries, owned) };
}
