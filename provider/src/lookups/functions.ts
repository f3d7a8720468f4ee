import type { ConfigurationCriteria } from "../domain/foundConfiguration.js";
import { outputOf, promiseOf, type InputsOf } from "./lookUp.js";
import {
  configurationLookup,
  configurationsLookup,
  deviceStatusesLookup,
  groupLookup,
  type GetDeviceStatusesArgs,
  type GetGroupArgs,
  type GetIosLobAppProvisioningConfigurationArgs,
} from "./lookups.js";

export type { GetDeviceStatusesArgs, GetGroupArgs, GetIosLobAppProvisioningConfigurationArgs };

/** All must match; without any, all configurations do. */
export type GetIosLobAppProvisioningConfigurationsArgs = ConfigurationCriteria;

export type GetGroupOutputArgs = InputsOf<GetGroupArgs>;
export type GetDeviceStatusesOutputArgs = InputsOf<GetDeviceStatusesArgs>;
export type GetIosLobAppProvisioningConfigurationOutputArgs =
  InputsOf<GetIosLobAppProvisioningConfigurationArgs>;
export type GetIosLobAppProvisioningConfigurationsOutputArgs = InputsOf<ConfigurationCriteria>;

/**
 * Looks up a group of the directory. Needs `GroupMember.Read.All`.
 * @throws pulumi.RunError if there is none, or several of that name.
 * @example
 * ```ts
 * import { getGroup, target } from "pulumi-intune-provisioning";
 * export const technicians = getGroup({ displayName: "Field Service Technicians" }).then(({ id }) => target.group(id));
 * ```
 */
export const getGroup = promiseOf(groupLookup);

/** For outputs; not called while one is unknown. */
export const getGroupOutput = outputOf(groupLookup);

/**
 * Looks up one iOS app provisioning configuration. Needs `DeviceManagementApps.Read.All`.
 * @throws pulumi.RunError if there is none, or several of that name.
 * @example
 * ```ts
 * import { getIosLobAppProvisioningConfiguration } from "pulumi-intune-provisioning";
 * const fieldService = getIosLobAppProvisioningConfiguration({ displayName: "Field Service" });
 * export const expiry = fieldService.then(({ expirationDateTime }) => expirationDateTime);
 * ```
 */
export const getIosLobAppProvisioningConfiguration = promiseOf(configurationLookup);

/** For outputs; not called while one is unknown. */
export const getIosLobAppProvisioningConfigurationOutput = outputOf(configurationLookup);

/**
 * Looks up iOS app provisioning configurations, sorted by name and id; the list may be empty. Needs
 * `DeviceManagementApps.Read.All`.
 * @example
 * ```ts
 * import { getIosLobAppProvisioningConfigurations } from "pulumi-intune-provisioning";
 * const expiring = getIosLobAppProvisioningConfigurations({ expiresBefore: "2027-01-31" });
 * export const expiringNames = expiring.then((found) => found.map(({ displayName }) => displayName));
 * ```
 */
export const getIosLobAppProvisioningConfigurations = (
  args: GetIosLobAppProvisioningConfigurationsArgs = {},
) => promiseOf(configurationsLookup)(args);

/** For outputs; not called while one is unknown. */
export const getIosLobAppProvisioningConfigurationsOutput = (
  args: GetIosLobAppProvisioningConfigurationsOutputArgs = {},
) => outputOf(configurationsLookup)(args);

/**
 * Each device's last reported status of one iOS app provisioning configuration. Needs `DeviceManagementApps.Read.All`.
 * @throws pulumi.RunError if there is no such configuration.
 * @example
 * ```ts
 * import { getDeviceStatuses } from "pulumi-intune-provisioning";
 * const statuses = getDeviceStatuses({ configurationId: "5f3c1c2e-8f0e-4d5b-9d60-0d3a1f6a7b11" });
 * export const failedCount = statuses.then(({ counts }) => counts.error + counts.nonCompliant);
 * ```
 */
export const getDeviceStatuses = promiseOf(deviceStatusesLookup);

/** For outputs; not called while one is unknown. */
export const getDeviceStatusesOutput = outputOf(deviceStatusesLookup);
