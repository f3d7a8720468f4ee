import { quoteName } from "../domain/alikeNames.js";
import type {
  ConfigurationContent,
  LiveConfiguration,
  NewConfiguration,
} from "../domain/configuration.js";
import type { GraphClient } from "./graphClient.js";
import type { Parse, ReadRequest, WriteRequest } from "./graphRequest.js";
import { requireSameId, UnexpectedResponse } from "./parseJson.js";
import { configurationFromWire, deviceStatusFromWire, toConfigurationBody } from "./wire.js";

/** Only beta has it. */
export const configurationsRoute = "/beta/deviceAppManagement/iosLobAppProvisioningConfigurations";

export function routeConfiguration(id: string, segment?: string): string {
  const path = `${configurationsRoute}/${encodeURIComponent(id)}`;
  return segment === undefined ? path : `${path}/${segment}`;
}

export function describeConfiguration(id: string): string {
  return `iosLobAppProvisioningConfiguration ${id}`;
}

export function readOf<T>(id: string, segment: string, parse: Parse<T>): ReadRequest<T> {
  const action = `read the ${segment} of ${describeConfiguration(id)}`;
  return { action, path: routeConfiguration(id, segment), parse };
}

export type ConfigurationsApi = ReturnType<typeof createConfigurationsApi>;

export function createConfigurationsApi(client: Pick<GraphClient, "list" | "request">) {
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
  };
}

export function toCreation(content: NewConfiguration): WriteRequest {
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
export function toUpdate(id: string, changes: Partial<ConfigurationContent>): WriteRequest {
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
