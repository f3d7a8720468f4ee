import { splitEntries, toInputs, type CheckedAssignments } from "../domain/assignmentsInputs.js";
import { omit } from "../domain/properties.js";
import type { SetState } from "../handlers/assignments/setState.js";
import type { Codec } from "./codec.js";
import { setCodec } from "./recordedSet.js";

/** Sets are lists. What the dynamic shell has recorded, with labels, is read as well. */
export const listedSetCodec: Codec<CheckedAssignments, SetState> = {
  ...setCodec,
  /** The engine marks what is secret. */
  recordInputs: (inputs) => omit(inputs, "isSecret"),
  readState: (id, recorded) => ({
    ...setCodec.readState(id, recorded),
    ...(recorded["isSecret"] === true && { isSecret: true }),
  }),
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
