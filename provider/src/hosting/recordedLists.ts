import { isDeepStrictEqual } from "node:util";
import { splitEntries, toInputs, type CheckedAssignments } from "../domain/assignmentsInputs.js";
import { omit } from "../domain/properties.js";
import type { SetState } from "../handlers/assignments/setState.js";
import type { Codec } from "./codec.js";
import { setCodec, setNames } from "./recordedSet.js";

/** Sets are lists. What the dynamic shell has recorded, with labels, is read as well. */
export const listedSetCodec: Codec<CheckedAssignments, SetState> = {
  readInputs: setCodec.readInputs,
  /** The option `ignoreChanges` puts in the recorded sets, which a refresh may have filled with what no program can declare. */
  readFormer(inputs, recorded) {
    const taken = setNames.filter(
      (name) => recorded[name] !== undefined && isDeepStrictEqual(inputs[name], recorded[name]),
    );
    return Object.fromEntries(taken.map((name) => [name, []]));
  },
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
