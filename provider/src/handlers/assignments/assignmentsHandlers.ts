import type { CheckedAssignments } from "../../domain/assignmentsInputs.js";
import { toDeclaredSet, toInputs } from "../../domain/declaredSet.js";
import { isUnknown } from "../../domain/unknown.js";
import type { Found, Handlers } from "../handlers.js";
import { checkAssignments } from "./checkAssignments.js";
import { diffAssignments } from "./diffAssignments.js";
import { getAssignments, refreshAssignments } from "./readAssignments.js";
import { ownedEntries, type SetState } from "./setState.js";
import { createAssignments, deleteAssignments, updateAssignments } from "./writeAssignments.js";

/** What the engine asks of an assignment set, whose id is the configuration's. */
export const assignmentsHandlers: Handlers<CheckedAssignments, SetState> = {
  check: checkAssignments,
  diff: (_id, recorded, inputs) => diffAssignments(recorded, inputs),
  claim(inputs) {
    const { configurationId, assignments, groupAssignments } = inputs;
    const isKnown = ![configurationId, assignments, groupAssignments].some(isUnknown);
    return isKnown ? { kind: "set", set: toDeclaredSet(inputs) } : undefined;
  },
  leave: (_id, recorded) => ({ id: recorded.configurationId, entries: ownedEntries(recorded) }),
  async create(context, inputs) {
    const state = await createAssignments(context, toDeclaredSet(inputs));
    return { id: state.configurationId, state };
  },
  update: (context, _id, recorded, inputs) =>
    updateAssignments(context, recorded, toDeclaredSet(inputs)),
  delete: (context, _id, recorded) => deleteAssignments(context, recorded),
  async refresh(context, _id, recorded) {
    const state = await refreshAssignments(context, recorded);
    return state && found(state);
  },
  get: async (context, id) => found(await getAssignments(context, id)),
};

function found(state: SetState): Found<CheckedAssignments, SetState> {
  return { state, inputs: toInputs(state) };
}
