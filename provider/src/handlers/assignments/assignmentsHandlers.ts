import { isDeepStrictEqual } from "node:util";
import type { Assignment } from "../../domain/assignment.js";
import {
  normalizeInputs,
  toDeclaredSet,
  toInputs,
  type CheckedAssignments,
} from "../../domain/assignmentsInputs.js";
import {
  isOlder,
  equalEntries,
  intersectEntries,
  normalizeEntries,
  subtractEntries,
  type Entry,
} from "../../domain/entry.js";
import { findInputProblems } from "../../domain/findInputProblems.js";
import { normalizeGuid, omit, isUnknown } from "../../domain/values.js";
import type { HandlerContext } from "../handlerContext.js";
import type { Handlers } from "../handlers.js";
import { describeGone, entriesOf, readLiveSet, unlessGone } from "../readLive.js";
import { declaredState, ownedEntries, type SetState } from "./setState.js";
import { deleteAssignments, writeAssignments } from "./writeAssignments.js";

export const assignmentsHandlers: Handlers<CheckedAssignments, SetState> = {
  /** `recorded`: sets from the state may hold entries that no program can declare. */
  check({ isSecret, ...inputs }, recorded = {}) {
    const unchecked = Object.fromEntries(Object.keys(recorded).map((name) => [name, []]));
    const problems = findInputProblems({ ...inputs, ...unchecked }).map(({ path, reason }) => ({
      path,
      reason: isSecret ? reason.replace(/; it is .*$/s, "; its value is secret") : reason,
    }));
    if (problems.length > 0) return { inputs, problems };
    return { inputs: normalizeInputs({ ...inputs, ...(isSecret && { isSecret }) }), problems };
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
  leave: (_id, recorded) => ({ id: recorded.configurationId, entries: ownedEntries(recorded) }),
  async create(context, inputs) {
    const state = await writeAssignments(context, toDeclaredSet(inputs));
    return { id: state.configurationId, state };
  },
  update: (context, _id, recorded, inputs) =>
    writeAssignments(context, toDeclaredSet(inputs), recorded),
  delete: (context, _id, recorded) => deleteAssignments(context, recorded),
  /** A list only confirms; drift is read from the set. */
  async refresh(context, _id, state) {
    if (isConfirmedByList(context, state)) return state;
    const { configurationId, declaresOlder } = state;
    const snapshot = await unlessGone(readLiveSet(context, configurationId, declaresOlder));
    if (snapshot === undefined) {
      context.print(describeGone(configurationId, ", and its assignments with it"));
      return undefined;
    }
    const read = bringUpToDate(state, entriesOf(snapshot.live));
    const entries = subtractEntries(read.entries, state.entries);
    context.run.record(configurationId, { entries });
    return read;
  },
  async get(context, id) {
    const { live } = await readLiveSet(context, id, false);
    const assignments = entriesOf(live) as Assignment[];
    const inputs = normalizeInputs({ configurationId: id, assignments });
    return declaredState(toDeclaredSet(inputs));
  },
  inputsOf: toInputs,
};

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
