import { quoteName } from "../domain/alikeNames.js";
import type { LiveConfiguration } from "../domain/configuration.js";
import { listGroupIds, subtractEntries } from "../domain/entry.js";
import { normalizeGuid } from "../domain/values.js";
import type { GraphClient, ReadRequest, WriteRequest } from "./graphClient.js";
import { requireSameId, UnexpectedResponse, type Parse } from "./parseJson.js";
import {
  assignmentFromWire,
  configurationFromWire,
  deviceStatusFromWire,
  groupAssignmentFromWire,
  listedFromWire,
  toAssignBody,
  toConfigurationBody,
  type AssignBody,
} from "./wire.js";

/** Only beta has it. */
const configurationsRoute = "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations";

function routeConfiguration(id: string, suffix = ""): string {
  return `${configurationsRoute}/${encodeURIComponent(id)}${suffix}`;
}

export function describeConfiguration(id: string): string {
  return `iosLobAppProvisioningConfiguration ${id}`;
}

function readOf<T>(id: string, segment: string, parse: Parse<T>): ReadRequest<T> {
  const action = `read the ${segment} of ${describeConfiguration(id)}`;
  return { action, path: routeConfiguration(id, `/${segment}`), parse };
}

export type ConfigurationsApi = ReturnType<typeof createConfigurationsApi>;

export function createConfigurationsApi(client: Pick<GraphClient, "list" | "pages" | "request">) {
  const list = (query = "") =>
    client.list({
      action: "list the iosLobAppProvisioningConfigurations",
      path: configurationsRoute + query,
      parse: configurationFromWire,
    });
  return {
    /** May lack payloads. Whether Graph filters this list is not established. */
    async list() {
      const bare = await list();
      // One user reported an empty bare list despite configurations.
      const found = bare.length > 0 ? bare : await list("?$expand=assignments");
      // Items that move between pages appear twice.
      return [...new Map(found.map((configuration) => [configuration.id, configuration])).values()];
    },
    get: (id: string) =>
      client.request({
        action: `read ${describeConfiguration(id)}`,
        path: routeConfiguration(id),
        parse: (json) => requireSameId(configurationFromWire(json), id),
      }),
    readDeviceStatuses: (id: string) =>
      client.list(readOf(id, "deviceStatuses", deviceStatusFromWire)),
    /** Not by `$expand`, which is empty on siblings. */
    readAssignments: (id: string) => client.list(readOf(id, "assignments", assignmentFromWire)),
    readGroupAssignments: (id: string) =>
      client.list(readOf(id, "groupAssignments", groupAssignmentFromWire)),
    /** Of all configurations; may be out of date. */
    listAssignments: () =>
      client.pages({
        action: "list the assignments of the iosLobAppProvisioningConfigurations",
        path: `${configurationsRoute}?$select=id&$expand=assignments`,
        parse: listedFromWire,
      }),
  };
}

export function toCreation(
  content: Partial<LiveConfiguration> & Pick<LiveConfiguration, "displayName">,
): WriteRequest {
  return {
    action: `create the iosLobAppProvisioningConfiguration ${quoteName(content.displayName)}`,
    method: "POST",
    path: configurationsRoute,
    body: toConfigurationBody(content),
  };
}

/** @param isNew whether the id can be a new configuration's. */
export function parseCreated(json: unknown, isNew: (id: string) => boolean): LiveConfiguration {
  const created = configurationFromWire(json);
  if (isNew(created.id)) return created;
  throw new UnexpectedResponse(`the answer is about ${created.id}, which was there before`);
}

/** Only a read shows what Graph stored. */
export function toUpdate(id: string, changes: Partial<LiveConfiguration>): WriteRequest {
  return {
    action: `update ${describeConfiguration(id)}`,
    method: "PATCH",
    path: routeConfiguration(id),
    body: toConfigurationBody(changes),
  };
}

export function toDeletion(id: string): WriteRequest {
  return {
    action: `delete ${describeConfiguration(id)}`,
    method: "DELETE",
    path: routeConfiguration(id),
  };
}

/** Of the whole set: on siblings Graph removes what is left out. */
export function toAssignment(
  id: string,
  { sentAlong, ...body }: AssignBody & Pick<WriteRequest, "sentAlong">,
): WriteRequest {
  const live = body.live.map(({ entry }) => entry);
  const newGroupIds = listGroupIds(subtractEntries(body.entries, live)).map(normalizeGuid);
  return {
    action: `assign ${describeConfiguration(id)}`,
    method: "POST",
    path: routeConfiguration(id, "/assign"),
    body: toAssignBody(body),
    sentAlong,
    newGroupIds,
  };
}
