/** Whether the filter includes the devices it matches, or excludes them. */
export type FilterType = "include" | "exclude";

/** Both or neither; `filterId` is a GUID. */
export interface AssignmentFilter {
  filterId?: string;
  filterType?: FilterType;
}

/** `groupId` is the object id, a GUID, of an Entra group. */
export interface GroupAssignmentTarget extends AssignmentFilter {
  type: "groupAssignmentTarget";
  groupId: string;
}

/** Excludes the group's members, whatever else includes them. */
export interface ExclusionGroupAssignmentTarget {
  type: "exclusionGroupAssignmentTarget";
  groupId: string;
}

/** "All users" in the portal. */
export interface AllLicensedUsersAssignmentTarget extends AssignmentFilter {
  type: "allLicensedUsersAssignmentTarget";
}

/** "All devices" in the portal. */
export interface AllDevicesAssignmentTarget extends AssignmentFilter {
  type: "allDevicesAssignmentTarget";
}

/** `collectionId` is Configuration Manager's (`SMS00001`), not a GUID. */
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

/** An entry of the older, group-only collection. `targetGroupId` is the object id, a GUID, of an Entra group. */
export interface GroupAssignment {
  targetGroupId: string;
}

/** A live target that this release does not know, kept like any other. `target`: JSON with sorted keys. */
export interface UnrecognizedAssignment {
  type: "unrecognized";
  target: string;
}

export type LiveAssignment = Assignment | UnrecognizedAssignment;
