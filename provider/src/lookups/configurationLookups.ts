import { quoteName } from "../domain/alikeNames.js";
import {
  summarizeDeviceStatuses,
  type DeviceStatusSummary,
} from "../domain/deviceStatusSummary.js";
import { mustBeGuid, mustBeInstant, mustBeText } from "../domain/findArgumentProblems.js";
import {
  describeFound,
  dropPayload,
  selectConfigurations,
  type ConfigurationCriteria,
  type FoundConfiguration,
} from "../domain/foundConfiguration.js";
import { normalizeGuid } from "../domain/values.js";
import type { SharedList } from "../handlers/configuration/sharedList.js";
import { confirmGone, readLiveConfiguration } from "../handlers/readLive.js";
import { configurationsName, listFound, MissingError, refuseSeveral, type Lookup } from "./find.js";

/** Exactly one of the two. */
export interface GetIosLobAppProvisioningConfigurationArgs {
  /** GUID. */
  id?: string | null | undefined;
  /** The whole name; case matters. */
  displayName?: string | null | undefined;
}

export interface GetDeviceStatusesArgs {
  /** GUID of the configuration. */
  configurationId: string;
}

export const configurationLookup: Lookup<
  GetIosLobAppProvisioningConfigurationArgs,
  FoundConfiguration
> = {
  lookup: "getIosLobAppProvisioningConfiguration",
  key: "id",
  arguments: { id: mustBeGuid, displayName: mustBeText },
  oneOf: ["id", "displayName"],
  find: async ({ configurations, sharedList }, { id, displayName }) =>
    id == null
      ? findByName(sharedList, displayName ?? "")
      : dropPayload(await readLiveConfiguration({ configurations }, id)),
};

export const configurationsLookup: Lookup<ConfigurationCriteria, FoundConfiguration[]> = {
  lookup: "getIosLobAppProvisioningConfigurations",
  key: configurationsName,
  arguments: {
    displayNameStartsWith: mustBeText,
    displayNameContains: mustBeText,
    expiresBefore: mustBeInstant,
  },
  find: async ({ sharedList }, args) => selectConfigurations(await sharedList.read(), args),
};

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

/** Graph documents no filter for this list. */
async function findByName(sharedList: SharedList, displayName: string) {
  const mark = sharedList.mark();
  const isNamed = (each: { displayName: string }) => each.displayName === displayName;
  const shared = await sharedList.read();
  // Only a new list proves that there is none.
  const all = selectConfigurations(shared.some(isNamed) ? shared : await sharedList.read(mark));
  const found = all.filter(isNamed);
  const what = `the iosLobAppProvisioningConfiguration named ${quoteName(displayName)}`;
  refuseSeveral(what, found, describeFound);
  const [configuration] = found;
  if (configuration !== undefined) return configuration;
  const check = "Check the name, and that the tenant and the cloud are the right ones.";
  if (all.length === 0)
    throw new MissingError(`Cannot get ${what}: there is no configuration at all. ${check}`);
  throw new MissingError([
    `Cannot get ${what}: there is none, but there are`,
    ...listFound(all, describeFound, displayName),
    check,
  ]);
}
