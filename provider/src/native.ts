export * from "./resources/nativeResources.js";
export type { IosLobAppProvisioningConfigurationArgs } from "./resources/iosLobAppProvisioningConfiguration.js";
export type {
  AssignmentArgs,
  IosLobAppProvisioningConfigurationAssignmentsArgs,
} from "./resources/iosLobAppProvisioningConfigurationAssignments.js";
export type { ProvisionedAppArgs } from "./resources/provisionedApp.js";
export { target } from "./resources/target.js";
