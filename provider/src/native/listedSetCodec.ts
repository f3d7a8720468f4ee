import {
  splitEntries,
  toInputs,
  type CheckedAssignments,
  type SetState,
} from "../domain/assignmentsInputs.js";
import { omit } from "../domain/values.js";
import type { Codec } from "../hosting/codec.js";
import { setCodec } from "../hosting/recordedSet.js";

/** Sets as lists, with secrets marked by the engine. Reads labels too. */
export const listedSetCodec: Codec<CheckedAssignments, SetState> = {
  ...setCodec,
  recordInputs: (inputs) => omit(inputs, "isSecret"),
  recordState(state) {
    const unmanaged = splitEntries(state.unmanagedEntries, true);
    return {
      groupAssignments: null,
      ...omit(toInputs(state), "isSecret"),
      unmanagedAssignments: unmanaged.assignments,
      unmanagedGroupAssignments: unmanaged.groupAssignments,
    };
  },
};
