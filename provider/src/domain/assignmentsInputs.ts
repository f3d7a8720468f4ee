import type { Assignment, GroupAssignment } from "./assignment.js";
import { normalizeEntries } from "./entrySet.js";
import { normalizeGuid } from "./guid.js";

/** `authoritative` (default): the live set becomes the declared one. `additive`: the provider leaves other entries alone. */
export type Mode = "authoritative" | "additive";

/**
 * What an authoritative write does with live entries that no preview has shown: `refuse` (default) to write, or `remove`
 * them.
 */
export type Unmanaged = "refuse" | "remove";

export interface AssignmentsInputs {
  /** GUID of the iosLobAppProvisioningConfiguration. A change replaces the resource. */
  configurationId: string;
  /** Who gets the configuration. In authoritative mode an empty set clears the live one. */
  assignments: Assignment[];
  /**
   * The older, group-only collection. If you leave it out, the provider does not manage it, and refuses to write while it
   * holds groups that `assignments` does not.
   */
  groupAssignments?: GroupAssignment[];
  mode?: Mode;
  unmanaged?: Unmanaged;
}

export interface CheckedAssignments extends AssignmentsInputs {
  isSecret?: true;
}

export const defaultMode: Mode = "authoritative";
export const defaultUnmanaged: Unmanaged = "refuse";

export function normalizeInputs(inputs: AssignmentsInputs): AssignmentsInputs {
  const { assignments, groupAssignments, mode, unmanaged } = inputs;
  return {
    configurationId: normalizeGuid(inputs.configurationId),
    assignments: normalizeEntries(assignments),
    ...(groupAssignments && { groupAssignments: normalizeEntries(groupAssignments) }),
    ...(mode && mode !== defaultMode && { mode }),
    ...(unmanaged && unmanaged !== defaultUnmanaged && { unmanaged }),
  };
}
