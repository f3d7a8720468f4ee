import type { AssignmentsInputs } from "../../domain/assignmentsInputs.js";
import type { Handlers } from "../handlers.js";
import { readState, inputsOf, type AssignmentsState } from "./assignmentsState.js";
import { checkAssignments } from "./checkAssignments.js";
import { diffAssignments } from "./diffAssignments.js";
import { getAssignments, refreshAssignments } from "./readAssignments.js";
import { createAssignments, deleteAssignments, updateAssignments } from "./writeAssignments.js";

/** All that the engine asks of an assignment set. */
export const assignmentsHandlers: Handlers<AssignmentsInputs, AssignmentsState> = {
  check: checkAssignments,
  diff: (id, recorded, inputs) => diffAssignments(readState(id, recorded), inputs),
  create: async (context, inputs) => ({
    id: inputs.configurationId,
    state: await createAssignments(context, inputs),
  }),
  update: (context, id, recorded, inputs) =>
    updateAssignments(context, readState(id, recorded), inputs),
  delete: (context, id, recorded) => deleteAssignments(context, readState(id, recorded)),
  async refresh(context, id, recorded) {
    const state = await refreshAssignments(context, readState(id, recorded));
    return state && { state, inputs: inputsOf(state) };
  },
  async get(context, id) {
    const state = await getAssignments(context, id);
    return { state, inputs: inputsOf(state) };
  },
};
