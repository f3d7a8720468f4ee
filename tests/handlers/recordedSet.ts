import type { AssignmentsInputs } from "../../provider/dist/domain/assignmentsInputs.js";
import type { Recorded } from "../../provider/dist/hosting/codec.js";
import type { LabelledSet } from "../../provider/dist/hosting/recordedSet.js";

/** A set as the dynamic shell records it. */
export interface RecordedSet
  extends Recorded, Omit<AssignmentsInputs, "assignments" | "groupAssignments"> {
  assignments: LabelledSet;
  groupAssignments?: LabelledSet;
  /** By 0.1.0 and the native shell, as the next. */
  unmanagedAssignments?: LabelledSet;
  unmanagedGroupAssignments?: LabelledSet;
}
