import { toReadable } from "./readable.js";

/**
 * Whether a filter includes the devices it matches or leaves them out. Graph's third value, `none`, is the absence of a
 * filter.
 */
export type FilterType = "include" | "exclude";

/** The id (a GUID) and the direction of an assignment filter: both, or neither. */
export interface AssignmentFilter {
  filterId?: string;
  filterType?: FilterType;
}

/** Every member of a group. `groupId` is the object id, a GUID, of an Entra group. */
export interface GroupAssignmentTarget extends AssignmentFilter {
  type: "groupAssignmentTarget";
  groupId: string;
}

/** Every member of a group is left out, whatever else includes them. It takes no filter. */
export interface ExclusionGroupAssignmentTarget {
  type: "exclusionGroupAssignmentTarget";
  groupId: string;
}

/** Every user with an Intune licence: "All users" in the portal. */
export interface AllLicensedUsersAssignmentTarget extends AssignmentFilter {
  type: "allLicensedUsersAssignmentTarget";
}

/** Every enrolled device: "All devices" in the portal. */
export interface AllDevicesAssignmentTarget extends AssignmentFilter {
  type: "allDevicesAssignmentTarget";
}

/** A collection of Configuration Manager. `collectionId` is its id there (`SMS00001`), not a GUID. */
export interface ConfigurationManagerCollectionAssignmentTarget extends AssignmentFilter {
  type: "configurationManagerCollectionAssignmentTarget";
  collectionId: string;
}

/**
 * One entry of an assignment set, told apart by `type`, Graph's own name of the target.
 *
 * Source: the types derived from `deviceAndAppManagementAssignmentTarget` in the metadata of Graph beta.
 */
export type Assignment =
  | GroupAssignmentTarget
  | ExclusionGroupAssignmentTarget
  | AllLicensedUsersAssignmentTarget
  | AllDevicesAssignmentTarget
  | ConfigurationManagerCollectionAssignmentTarget;

export type AssignmentTargetType = Assignment["type"];

/** One entry of the older, group-only collection. `targetGroupId` is the object id, a GUID, of an Entra group. */
export interface GroupAssignment {
  targetGroupId: string;
}

/**
 * A live entry whose target this release does not know. It can't be declared, but it is shown, counted and kept like any
 * other. `target` is what Graph returned, as JSON with sorted keys.
 */
export interface UnrecognizedAssignment {
  type: "unrecognized";
  target: string;
}

/** An entry as it may be found in Intune. */
export type LiveAssignment = Assignment | UnrecognizedAssignment;

/** Which property holds a target's id, and whether the target may carry a filter. */
export interface TargetForm {
  idProperty?: "groupId" | "collectionId";
  takesFilter: boolean;
}

/** Every target that can be declared, in the order in which sets are written down. */
export const targetForms: Readonly<Record<AssignmentTargetType, TargetForm>> = {
  allLicensedUsersAssignmentTarget: { takesFilter: true },
  allDevicesAssignmentTarget: { takesFilter: true },
  groupAssignmentTarget: { idProperty: "groupId", takesFilter: true },
  exclusionGroupAssignmentTarget: { idProperty: "groupId", takesFilter: false },
  configurationManagerCollectionAssignmentTarget: { idProperty: "collectionId", takesFilter: true },
};

export function isAssignmentTargetType(type: unknown): type is AssignmentTargetType {
  return typeof type === "string" && Object.hasOwn(targetForms, type);
}

/** How much a message shows of a target that this release does not know. */
const longestTarget = 200;

/** What an entry is called in a message to a person. */
export function describeAssignment(assignment: LiveAssignment): string {
  if (assignment.type === "unrecognized")
    return `unrecognized target ${toReadable(assignment.target, { maxLength: longestTarget })}`;
  const id =
    "groupId" in assignment
      ? assignment.groupId
      : "collectionId" in assignment
        ? assignment.collectionId
        : "";
  const filter =
    "filterId" in assignment
      ? ` with filter ${assignment.filterType ?? ""} ${assignment.filterId}`
      : "";
  return `${assignment.type}${id === "" ? "" : ` ${id}`}${filter}`;
}
