// @ts-nocheck
import type { Found, Handlers } from "../handlers.js";
import { inputsOf, type AssignmentsState } from "./assignmentsState.js";
import { checkAssignments } from "./checkAssignments.js";
import { findDeclaredOwn } from "./declaredInRun.js";
import { diffAssignments } from "./diffAssignments.js";
import { getAssignments, refreshAssignments } from "./readAssignments.js";
import {
  findRecordedSets,
  readInputs,
  readState,
  recordInputs,
  recordState,
  type RecordedInputs,
  type RecordedState,
} from "./recordedForm.js";
import { createAssignments, deleteAssignments, updateAssignments } from "./writeAssignments.js";

/** All that the engine asks of an assignment set. Out there sets are labelled, in here they are lists. */
export const assignmentsHandlers: Handlers<RecordedInputs, RecordedState> = {
  check(raw, recorded) {
    const { inputs, problems } = checkAssignments(readInputs(raw), findRecordedSets(raw, recorded));
    return { inputs: problems.length === 0 ? recordInputs(inputs) : raw, problems };
  },
  diff(id, recorded, raw, declaredInRun) {
    const [state, inputs] = [readState(id, recorded), readInputs(raw)];
    declaredInRun?.note(state.configurationId, findDeclaredOwn(state, inputs));
    return diffAssignments(state, inputs);
  },
  async create(context, inputs) {
    const state = await createAssignments(context, readInputs(inputs));
    return { id: state.configurationId, state: recordState(state) };
  },
  update: async (context, id, former, inputs) =>
    recordState(await updateAssignments(context, readState(id, former), readInputs(inputs))),
  delete: (context, id, former) => deleteAssignments(context, readState(id, former)),
  async refresh(context, id, former) {
    const state = await refreshAssignments(context, readState(id, former));
    return state && found(state);
  },
  get: async (context, id) => found(await getAssignments(context, id)),
};

function found(state: AssignmentsState): Found<RecordedInputs, RecordedState> {
  return { state: recordState(state), inputs: recordInputs(inputsOf(state)) };
}
