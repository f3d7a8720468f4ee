/** Whether a filter includes the devices it matches or leaves them out. */
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

/** Every member of a group is left out, whatever else includes them. */
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

/** Source: the types derived from `deviceAndAppManagementAssignmentTarget` in the metadata of Graph beta. */
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

/** A live entry whose target this release does not know; kept like any other. `target` is Graph's, as JSON with sorted keys. */
export interface UnrecognizedAssignment {
  type: "unrecognized";
  target: string;
}

/** An entry as it may be found in Intune. */
export type LiveAssignment = Assignment | UnrecognizedAssignment;

/** Every target that can be declared, in the order in which sets are written down. */
export const targetForms: Readonly<
  Record<AssignmentTargetType, { idProperty?: "groupId" | "collectionId"; takesFilter: boolean }>
> = {
  allLicensedUsersAssignmentTarget: { takesFilter: true },
  allDevicesAssignmentTarget: { takesFilter: true },
  groupAssignmentTarget: { idProperty: "groupId", takesFilter: true },
  exclusionGroupAssignmentTarget: { idProperty: "groupId", takesFilter: false },
  configurationManagerCollectionAssignmentTarget: { idProperty: "collectionId", takesFilter: true },
};

export function isAssignmentTargetType(type: unknown): type is AssignmentTargetType {
  return typeof type === "string" && Object.hasOwn(targetForms, type);
}
