import type { Assignment, GroupAssignment, LiveAssignment } from "./assignment.js";
import { isOlder, normalizeEntries, subtractEntries, type Entry } from "./entry.js";
import { normalizeGuid } from "./values.js";

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

export interface CheckedAssignments extends Omit<AssignmentsInputs, "assignments"> {
  /** Of a state, they may be targets that no program can declare. */
  assignments: LiveAssignment[];
  isSecret?: true;
}

export interface DeclaredSet extends Required<Pick<AssignmentsInputs, "mode" | "unmanaged">> {
  configurationId: string;
  entries: Entry[];
  /** True for an empty one too. */
  declaresOlder: boolean;
  /** Messages name no entry of it. */
  isSecret?: true;
}

/** `entries`: authoritative: the live set; additive: the owned entries. */
export interface SetState extends DeclaredSet {
  unmanagedEntries: Entry[];
}

export const defaults = { mode: "authoritative", unmanaged: "refuse" } as const;

export function normalizeInputs(inputs: CheckedAssignments): CheckedAssignments {
  const { assignments, groupAssignments, mode, unmanaged, isSecret } = inputs;
  return {
    configurationId: normalizeGuid(inputs.configurationId),
    assignments: normalizeEntries(assignments),
    ...(groupAssignments && { groupAssignments: normalizeEntries(groupAssignments) }),
    ...(mode && mode !== defaults.mode && { mode }),
    ...(unmanaged && unmanaged !== defaults.unmanaged && { unmanaged }),
    ...(isSecret && { isSecret }),
  };
}

export function toDeclaredSet(inputs: CheckedAssignments): DeclaredSet {
  const { assignments, groupAssignments, ...set } = inputs;
  return {
    ...set,
    mode: set.mode ?? defaults.mode,
    unmanaged: set.unmanaged ?? defaults.unmanaged,
    entries: [...assignments, ...(groupAssignments ?? [])],
    declaresOlder: groupAssignments !== undefined,
  };
}

export function ownedEntries(state: SetState): Entry[] {
  return subtractEntries(state.entries, state.unmanagedEntries);
}

export function splitEntries(entries: readonly Entry[], declaresOlder: boolean) {
  return {
    assignments: entries.filter((entry): entry is LiveAssignment => !isOlder(entry)),
    ...(declaresOlder && { groupAssignments: entries.filter(isOlder) }),
  };
}

export function toInputs({ entries, declaresOlder, ...set }: DeclaredSet): CheckedAssignments {
  return normalizeInputs({ ...set, ...splitEntries(entries, declaresOlder) });
}
