import type { Assignment, GroupAssignment } from "./assignment.js";
import { normalizeEntries } from "./entrySet.js";
import { normalizeGuid } from "./guid.js";

/** `authoritative` (the default): the live set becomes the declared one. `additive`: entries of others are left alone. */
export type Mode = "authoritative" | "additive";

/** What an authoritative write does with live entries that no preview has shown: `refuse` (the default) to write, or `remove` them. */
export type Unmanaged = "refuse" | "remove";

export interface AssignmentsInputs {
  /** GUID of the iosLobAppProvisioningConfiguration. A change replaces. */
  configurationId: string;
  /** Who gets the configuration: a set. An empty one, in authoritative mode, clears the live set. */
  assignments: Assignment[];
  /** The older, group-only collection. Where it is not declared, live entries of it stop a write, unless they mirror `assignments`. */
  groupAssignments?: GroupAssignment[];
  mode?: Mode;
  unmanaged?: Unmanaged;
}

export interface CheckedAssignments extends AssignmentsInputs {
  /** The program keeps ids in the set secret: no entry of it is named in clear. */
  isSecret?: true;
}

export const defaultMode: Mode = "authoritative";
export const defaultUnmanaged: Unmanaged = "refuse";

/** The canonical form: sets normalized, GUIDs in lower case, defaults dropped. */
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
