import type * as pulumi from "@pulumi/pulumi";
import {
  summarizeDeviceStatuses,
  type DeviceStatusSummary,
} from "../domain/deviceStatusSummary.js";
import { mustBeGuid } from "../domain/findArgumentProblems.js";
import { normalizeGuid } from "../domain/guid.js";
import { confirmGone } from "../handlers/readLive.js";
import type { Lookup } from "./find.js";
import { lookUp, lookUpOutput, type InputsOf } from "./lookUp.js";

export interface GetDeviceStatusesArgs {
  /** GUID of the configuration. */
  configurationId: string;
}

export type GetDeviceStatusesOutputArgs = InputsOf<GetDeviceStatusesArgs>;

export const deviceStatusesLookup: Lookup<GetDeviceStatusesArgs, DeviceStatusSummary> = {
  lookup: "getDeviceStatuses",
  key: "configurationId",
  arguments: { configurationId: mustBeGuid },
  oneOf: ["configurationId"],
  find: async ({ configurations }, { configurationId }) =>
    summarizeDeviceStatuses(
      normalizeGuid(configurationId),
      await confirmGone({ configurations }, configurationId, () =>
        configurations.readDeviceStatuses(configurationId),
      ),
    ),
};

/**
 * Each device's last reported status of one iOS app provisioning configuration. Needs `DeviceManagementApps.Read.All`.
 *
 * @throws pulumi.RunError if there is no such configuration.
 *
 * @example
 * ```ts
 * import { getDeviceStatuses } from "pulumi-intune-provisioning";
 *
 * const statuses = getDeviceStatuses({ configurationId: "5f3c1c2e-8f0e-4d5b-9d60-0d3a1f6a7b11" });
 *
 * export const failedCount = statuses.then(({ counts }) => counts.error + counts.nonCompliant);
 * ```
 */
export const getDeviceStatuses = (args: GetDeviceStatusesArgs): Promise<DeviceStatusSummary> =>
  lookUp(deviceStatusesLookup, args);

/** The same for outputs; not called while one is unknown. */
export const getDeviceStatusesOutput = (
  args: GetDeviceStatusesOutputArgs,
): pulumi.Output<DeviceStatusSummary> => lookUpOutput(deviceStatusesLookup, args);
