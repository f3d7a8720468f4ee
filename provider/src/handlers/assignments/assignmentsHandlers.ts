import { toDeclaredSet, type CheckedAssignments } from "../../domain/assignmentsInputs.js";
import { equalEntries } from "../../domain/entrySet.js";
import { normalizeGuid } from "../../domain/guid.js";
import { isUnknown } from "../../domain/unknown.js";
import type { Handlers } from "../handlers.js";
import { checkAssignments } from "./checkAssignments.js";
import { getAssignments, refreshAssignments } from "./readAssignments.js";
import { ownedEntries, type SetState } from "./setState.js";
import { deleteAssignments, writeAssignments } from "./writeAssignments.js";

export const assignmentsHandlers: Handlers<CheckedAssignments, SetState> = {
  check: checkAssignments,
  diff(_id, recorded, inputs) {
    if (normalizeGuid(recorded.configurationId) !== normalizeGuid(inputs.configurationId))
      return { changes: undefined, replaces: ["configurationId"] };
    if (!isDeclared(recorded, inputs)) return { changes: undefined, replaces: [] };
    // A refresh found them, and the program declares them now: the update records that the stack owns them.
    return { changes: recorded.unmanagedEntries.length > 0, replaces: [] };
  },
  claim(inputs) {
    const isKnown = areSetsKnown(inputs) && !isUnknown(inputs.configurationId);
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
  refresh: (context, _id, recorded) => refreshAssignments(context, recorded),
  get: getAssignments,
};

function areSetsKnown({ assignments, groupAssignments }: CheckedAssignments): boolean {
  return !isUnknown(assignments) && !isUnknown(groupAssignments);
}

function isDeclared(state: SetState, inputs: CheckedAssignments): boolean {
  if (!areSetsKnown(inputs)) return false;
  const declared = toDeclaredSet(inputs);
  return (
    equalEntries(state.entries, declared.entries) &&
    state.declaresOlder === declared.declaresOlder &&
    state.mode === declared.mode &&
    state.unmanaged === declared.unmanaged
  );
}
