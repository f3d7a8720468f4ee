import { commonStart, describeDifference, quoteName } from "../domain/alikeNames.js";
import {
  summarizeDeviceStatuses,
  type DeviceStatusSummary,
} from "../domain/deviceStatusSummary.js";
import { mustBeComparableName, mustBeGuid, mustBeInstant, mustBeText } from "../domain/problem.js";
import {
  describeFound,
  selectConfigurations,
  type ConfigurationCriteria,
  type FoundConfiguration,
} from "../domain/foundConfiguration.js";
import type { DirectoryGroup, Group } from "../domain/group.js";
import { compareCodeUnits, normalizeGuid, omit } from "../domain/values.js";
import type { SharedList } from "../handlers/configuration/sharedList.js";
import { confirmGone, readLiveConfiguration } from "../handlers/readLive.js";
import { listFound, MissingError, findOnly, type Lookup, type LookupContext } from "./find.js";

/** Exactly one of the two. */
export interface GetGroupArgs {
  /** GUID. */
  id?: string | null | undefined;
  /** The whole name of at most 120 characters; case does not matter. */
  displayName?: string | null | undefined;
}

export const groupLookup: Lookup<GetGroupArgs, Group> = {
  lookup: "getGroup",
  key: "id",
  arguments: { id: mustBeGuid, displayName: mustBeComparableName },
  oneOf: ["id", "displayName"],
  async find({ groups }, { id, displayName }) {
    const name = displayName ?? "";
    const isByName = id == null;
    const what = isByName ? `the group named ${quoteName(name)}` : `group ${id}`;
    const check = isByName ? "name, which is compared whole and without regard to case" : "id";
    const found = isByName
      ? await groups.findGroupsByDisplayName(name)
      : [(await groups.findGroup(id)) ?? []].flat();
    const group = findOnly(what, sortById(found), describeGroup);
    if (group !== undefined) return omit(group, "kind");
    throw new MissingError(
      `Cannot get ${what}: the directory has none. Check the ${check}, and that the tenant and the cloud are the right ones; ` +
        "a group that was just created may take a moment to show.",
      ...(await listAlike(groups, name)),
    );
  },
};

/** Only for a clearer error. */
async function listAlike(groups: LookupContext["groups"], wanted: string): Promise<string[]> {
  const start = commonStart(wanted);
  if (start === "") return [];
  const near = await groups.findGroupsByStart(start).catch(() => []);
  const alike = near.filter((group) => describeDifference(wanted, group.displayName));
  if (alike.length === 0) return [];
  return ["It has names that look the same:", ...listFound(sortById(alike), describeGroup, wanted)];
}

function sortById(groups: readonly DirectoryGroup[]): DirectoryGroup[] {
  return groups.toSorted((one, other) => compareCodeUnits(one.id, other.id));
}

function describeGroup({ id, displayName, description, kind }: DirectoryGroup): string {
  const name = [`${id} ${quoteName(displayName)}`, ...(kind === "" ? [] : [kind])].join(", ");
  return description === null ? name : `${name}: ${quoteName(description)}`;
}

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
      : omit(await readLiveConfiguration({ configurations }, id), "payload"),
};

export const configurationsLookup: Lookup<ConfigurationCriteria, FoundConfiguration[]> = {
  lookup: "getIosLobAppProvisioningConfigurations",
  key: "configurations",
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
  find: async ({ configurations }, { configurationId: id }) => {
    const read = () => configurations.readDeviceStatuses(id);
    const statuses = await confirmGone({ configurations }, id, read);
    return summarizeDeviceStatuses(normalizeGuid(id), statuses);
  },
};

/** Graph documents no filter for this list. */
async function findByName(sharedList: SharedList, displayName: string) {
  const mark = sharedList.mark();
  const isNamed = (each: { displayName: string }) => each.displayName === displayName;
  const shared = await sharedList.read();
  // Only a new list proves that there is none.
  const all = selectConfigurations(shared.some(isNamed) ? shared : await sharedList.read(mark));
  const what = `the iosLobAppProvisioningConfiguration named ${quoteName(displayName)}`;
  const configuration = findOnly(what, all.filter(isNamed), describeFound);
  if (configuration !== undefined) return configuration;
  const fact =
    all.length === 0 ? "there is no configuration at all" : "there is none, but there are";
  throw new MissingError(
    `Cannot get ${what}: ${fact}`,
    ...listFound(all, describeFound, displayName),
    "Check the name, and that the tenant and the cloud are the right ones.",
  );
}

export const lookups = [
  groupLookup,
  configurationLookup,
  configurationsLookup,
  deviceStatusesLookup,
] as const;
