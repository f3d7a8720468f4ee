export type * from "./domain/assignment.js";
export type { Mode, Unmanaged } from "./domain/assignmentsInputs.js";
export type {
  ComplianceStatus,
  DeviceStatus,
  DeviceStatusSummary,
  StatusCounts,
} from "./domain/deviceStatusSummary.js";
export type { FoundConfiguration } from "./domain/foundConfiguration.js";
export type { Group } from "./domain/group.js";
export type * from "./domain/provisioningProfile.js";
export * from "./lookups/functions.js";
export {
  IosLobAppProvisioningConfiguration,
  type IosLobAppProvisioningConfigurationArgs,
} from "./resources/iosLobAppProvisioningConfiguration.js";
export {
  IosLobAppProvisioningConfigurationAssignments,
  type AssignmentArgs,
  type IosLobAppProvisioningConfigurationAssignmentsArgs,
} from "./resources/iosLobAppProvisioningConfigurationAssignments.js";
export { ProvisionedApp, type ProvisionedAppArgs } from "./resources/provisionedApp.js";
export type { Payload } from "./hosting/readPayload.js";
export * from "./resources/target.js";
