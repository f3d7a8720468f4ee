/** As states name them. They never change. */
export const configurationType = "pulumi-nodejs:dynamic/intune:IosLobAppProvisioningConfiguration";

export const assignmentsType =
  "pulumi-nodejs:dynamic/intune:IosLobAppProvisioningConfigurationAssignments";
