/** The resources of `pulumi-intune-provisioning`, as the engine names their types. */
// @ts-nocheck

const prefix = "pulumi-nodejs:dynamic/intune:";

export const assignmentsType = `${prefix}IosLobAppProvisioningConfigurationAssignments`;
export const configurationType = `${prefix}IosLobAppProvisioningConfiguration`;
