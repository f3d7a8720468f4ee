/** The types of the resources, as the engine and its states name them. They never change. */
// @ts-nocheck

export const configurationType = "pulumi-nodejs:dynamic/intune:IosLobAppProvisioningConfiguration";

export const assignmentsType =
  "pulumi-nodejs:dynamic/intune:IosLobAppProvisioningConfigurationAssignments";
