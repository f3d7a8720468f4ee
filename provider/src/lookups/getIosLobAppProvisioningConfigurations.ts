import type * as pulumi from "@pulumi/pulumi";
import { mustBeInstant, mustBeText } from "../domain/findArgumentProblems.js";
import {
  selectConfigurations,
  type ConfigurationCriteria,
  type FoundConfiguration,
} from "../domain/foundConfiguration.js";
import { configurationsName, type Lookup } from "./find.js";
import { lookUp, lookUpOutput, type InputsOf } from "./lookUp.js";

/** All must match; without any, all configurations do. */
export type GetIosLobAppProvisioningConfigurationsArgs = ConfigurationCriteria;

export type GetIosLobAppProvisioningConfigurationsOutputArgs =
  InputsOf<GetIosLobAppProvisioningConfigurationsArgs>;

export const configurationsLookup: Lookup<
  GetIosLobAppProvisioningConfigurationsArgs,
  FoundConfiguration[]
> = {
  lookup: "getIosLobAppProvisioningConfigurations",
  key: configurationsName,
  arguments: {
    displayNameStartsWith: mustBeText,
    displayNameContains: mustBeText,
    expiresBefore: mustBeInstant,
  },
  find: async ({ sharedList }, args) => selectConfigurations(await sharedList.read(), args),
};

/**
 * Looks up iOS app provisioning configurations, sorted by name and id; the list may be empty. Needs
 * `DeviceManagementApps.Read.All`.
 *
 * @example
 * ```ts
 * import { getIosLobAppProvisioningConfigurations } from "pulumi-intune-provisioning";
 *
 * const expiring = getIosLobAppProvisioningConfigurations({ expiresBefore: "2027-01-31" });
 *
 * export const expiringNames = expiring.then((found) => found.map(({ displayName }) => displayName));
 * ```
 */
export const getIosLobAppProvisioningConfigurations = (
  args: GetIosLobAppProvisioningConfigurationsArgs = {},
): Promise<FoundConfiguration[]> => lookUp(configurationsLookup, args);

/** The same for outputs; not called while one is unknown. */
export const getIosLobAppProvisioningConfigurationsOutput = (
  args: GetIosLobAppProvisioningConfigurationsOutputArgs = {},
): pulumi.Output<FoundConfiguration[]> => lookUpOutput(configurationsLookup, args);
