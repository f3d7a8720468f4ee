import type { Assignment, GroupAssignment } from "./assignment.js";
import { normalizeEntries } from "./entrySet.js";
import { normalizeGuid } from "./guid.js";
import { isUnknown } from "./unknown.js";

/** What the declared set is to the live one. */
export type Mode = "authoritative" | "additive";

/** What an authoritative write does with live entries that no preview has shown. */
export type Unmanaged = "refuse" | "remove";

/** The inputs of an assignment set. */
export interface AssignmentsInputs {
  /** GUID of the iosLobAppProvisioningConfiguration. Another id makes another resource: a change replaces. */
  configurationId: string;
  /**
   * Who gets the configuration: a set, whose order means nothing. An empty one, in authoritative mode, clears the live
   * set. Sent as `iOSLobAppProvisioningConfigAssignments` of Graph's `assign`.
   */
  assignments: Assignment[];
  /**
   * The older, group-only collection, for configurations that still use it: a set. Sent as
   * `appProvisioningConfigurationGroupAssignments` of Graph's `assign`. Where it is not declared, live entries of it stop a
   * write, unless they mirror `assignments`.
   */
  groupAssignments?: GroupAssignment[];
  /**
   * `authoritative` (the default): the live set becomes exactly the declared one. `additive`: only the declared entries
   * are this resource's; entries of others are left alone.
   */
  mode?: Mode;
  /**
   * What an authoritative write does with live entries that neither the program declares nor the state has seen:
   * `refuse` (the default) to write, naming them, or `remove` them.
   */
  unmanaged?: Unmanaged;
}

/** Checked inputs. */
export interface CheckedAssignments extends AssignmentsInputs {
  /** The program keeps ids in the set secret: no entry of it is named in clear. */
  isSecret?: true;
}

export const inputNames = [
  "configurationId",
  "assignments",
  "groupAssignments",
  "mode",
  "unmanaged",
] as const satisfies readonly (keyof AssignmentsInputs)[];

/** The inputs that are sets. */
export type SetName = "assignments" | "groupAssignments";

export const defaultMode: Mode = "authoritative";
export const defaultUnmanaged: Unmanaged = "refuse";

/** Checked inputs in their one canonical form: sets normalized, GUIDs in lower case, defaults dropped. */
export function normalizeInputs(inputs: AssignmentsInputs): AssignmentsInputs {
  const { assignments, groupAssignments, mode, unmanaged } = inputs;
  return {
    configurationId: normalizeGuid(inputs.configurationId),
    assignments: isUnknown(assignments) ? assignments : normalizeEntries(assignments),
    ...(groupAssignments && {
      groupAssignments: isUnknown(groupAssignments)
        ? groupAssignments
        : normalizeEntries(groupAssignments),
    }),
    ...(mode && mode !== defaultMode && { mode }),
    ...(unmanaged && unmanaged !== defaultUnmanaged && { unmanaged }),
  };
}
