import type * as pulumi from "@pulumi/pulumi";
import { quoteName } from "../domain/alikeNames.js";
import { mustBeGuid, mustBeText } from "../domain/findArgumentProblems.js";
import {
  describeFound,
  dropPayload,
  selectConfigurations,
  type FoundConfiguration,
} from "../domain/foundConfiguration.js";
import type { SharedList } from "../handlers/configuration/sharedList.js";
import { readLiveConfiguration } from "../handlers/readLive.js";
import { listFound, MissingError, refuseSeveral, type Lookup } from "./find.js";
import { lookUp, lookUpOutput, type InputsOf } from "./lookUp.js";

/** Exactly one of the two. */
export interface GetIosLobAppProvisioningConfigurationArgs {
  /** GUID. */
  id?: string | null | undefined;
  /** The whole name; case matters. */
  displayName?: string | null | undefined;
}

export type GetIosLobAppProvisioningConfigurationOutputArgs =
  InputsOf<GetIosLobAppProvisioningConfigurationArgs>;

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

/**
 * Looks up one iOS app provisioning configuration. Needs `DeviceManagementApps.Read.All`.
 *
 * @throws pulumi.RunError if there is none, or several of that name; the message lists what there is.
 *
 * @example
 * ```ts
 * import { getIosLobAppProvisioningConfiguration } from "pulumi-intune-provisioning";
 *
 * const fieldService = getIosLobAppProvisioningConfiguration({ displayName: "Field Service" });
 *
 * export const expiry = fieldService.then(({ expirationDateTime }) => expirationDateTime);
 * ```
 */
export const getIosLobAppProvisioningConfiguration = (
  args: GetIosLobAppProvisioningConfigurationArgs,
): Promise<FoundConfiguration> => lookUp(configurationLookup, args);

/** The same for outputs; not called while one is unknown. */
export const getIosLobAppProvisioningConfigurationOutput = (
  args: GetIosLobAppProvisioningConfigurationOutputArgs,
): pulumi.Output<FoundConfiguration> => lookUpOutput(configurationLookup, args);

/** Reads all: Graph documents no filter for this list, and the message about none needs the others. */
async function findByName(
  sharedList: SharedList,
  displayName: string,
): Promise<FoundConfiguration> {
  const mark = sharedList.mark();
  const isNamed = (each: { displayName: string }) => each.displayName === displayName;
  const shared = await sharedList.read();
  // "There is none" is true of the moment of the call, not of a list from before.
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
