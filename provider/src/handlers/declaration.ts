import type { GroupAssignment, LiveAssignment } from "../domain/assignment.js";
import type { AssignmentsInputs } from "../domain/assignmentsInputs.js";
import type { CheckedConfiguration } from "../domain/configurationInputs.js";
import type { ResourceName } from "./nameInput.js";

/** What the inputs of a resource declare: a configuration, or the assignment set of one. */
export type Claim =
  | { kind: "configuration"; inputs: CheckedConfiguration }
  | { kind: "set"; inputs: AssignmentsInputs };

/** One resource that the program of this run declares. */
export interface Declaration<C extends Claim = Claim> {
  /** Undefined where the host of the handlers does not know it. */
  name: ResourceName | undefined;
  claim: C;
  /** `open`: not written yet. A resource without changes is done. */
  outcome: "open" | "done" | "failed";
  /** GUID of the configuration that the state or a write of this run has for it. */
  heldId?: string | undefined;
  /** What a replacement of the resource leaves behind: GUID of the configuration, and for a set its entries there. */
  left?: Left | undefined;
}

/** What a resource had before its replacement. */
export interface Left {
  id: string;
  set?: LiveEntries;
}

/** Both collections of a configuration, or a part of them. */
export interface LiveEntries {
  assignments: readonly LiveAssignment[];
  groupAssignments: readonly GroupAssignment[];
}
