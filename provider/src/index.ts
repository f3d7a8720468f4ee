export type {
  AllDevicesAssignmentTarget,
  AllLicensedUsersAssignmentTarget,
  Assignment,
  AssignmentFilter,
  AssignmentTargetType,
  ConfigurationManagerCollectionAssignmentTarget,
  ExclusionGroupAssignmentTarget,
  FilterType,
  GroupAssignment,
  GroupAssignmentTarget,
  LiveAssignment,
  UnrecognizedAssignment,
} from "./domain/assignment.js";
export type { Mode, Unmanaged } from "./domain/assignmentsInputs.js";
export {
  IosLobAppProvisioningConfigurationAssignments,
  type AssignmentArgs,
  type IosLobAppProvisioningConfigurationAssignmentsArgs,
} from "./resources/iosLobAppProvisioningConfigurationAssignments.js";
export { target } from "./resources/target.js";
