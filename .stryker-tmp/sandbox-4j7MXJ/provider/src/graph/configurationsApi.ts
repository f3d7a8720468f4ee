// @ts-nocheck
import type {
  ConfigurationContent,
  DeviceStatus,
  LiveConfiguration,
  NewConfiguration,
} from "../domain/configuration.js";
import {
  configurationFromWire,
  deviceStatusFromWire,
  toConfigurationBody,
} from "./configurationWire.js";
import {
  configurationsRoute,
  describeConfiguration,
  routeConfiguration,
} from "./configurationRoute.js";
import type { GraphClient, GraphRequest, Json, Recheck } from "./graphClient.js";
import { GraphError } from "./graphError.js";

/** What Graph offers for iosLobAppProvisioningConfigurations themselves. Ids are GUIDs. */
export interface ConfigurationsApi {
  /**
   * All configurations, all pages. They may come without payload. An empty list does not mean that there are none
   * unless it was asked for expanded too, which this does: a report has the bare list empty. There is no filter: whether
   * Graph heeds one here is not established.
   */
  list(): Promise<LiveConfiguration[]>;
  get(id: string): Promise<LiveConfiguration>;
  create(content: NewConfiguration, recheck: Recheck): Promise<LiveConfiguration>;
  /** Changes what is given and leaves the rest. */
  update(
    id: string,
    changes: Partial<ConfigurationContent>,
    recheck: Recheck,
  ): Promise<LiveConfiguration>;
  delete(id: string, look: Pick<GraphRequest, "recheck" | "readAtMs">): Promise<void>;
  /** How each device stands to a configuration, all pages. */
  readDeviceStatuses(id: string): Promise<DeviceStatus[]>;
}

export function createConfigurationsApi(client: GraphClient): ConfigurationsApi {
  const requestOne = async (request: GraphRequest): Promise<LiveConfiguration> =>
    readEntity(request, await client.request(request));
  return {
    async list() {
      const action = "list the iosLobAppProvisioningConfigurations";
      const bare = await client.list({ action, path: configurationsRoute });
      const path = `${configurationsRoute}?$expand=assignments`;
      const items = bare.length > 0 ? bare : await client.list({ action, path });
      const found = items.flatMap((item) => configurationFromWire(item) ?? []);
      // A page repeats what moved onto it while the one before was read.
      return [...new Map(found.map((configuration) => [configuration.id, configuration])).values()];
    },
    get: (id) =>
      requestOne({
        action: `read ${describeConfiguration(id)}`,
        method: "GET",
        path: routeConfiguration(id),
      }),
    create: (content, recheck) =>
      requestOne({
        action: `create the iosLobAppProvisioningConfiguration "${content.displayName}"`,
        method: "POST",
        path: configurationsRoute,
        body: toConfigurationBody(content),
        recheck,
      }),
    update: (id, changes, recheck) =>
      requestOne({
        action: `update ${describeConfiguration(id)}`,
        method: "PATCH",
        path: routeConfiguration(id),
        body: toConfigurationBody(changes),
        recheck,
      }),
    async delete(id, look) {
      const action = `delete ${describeConfiguration(id)}`;
      await client.request({ action, method: "DELETE", path: routeConfiguration(id), ...look });
    },
    async readDeviceStatuses(id) {
      const action = `read the deviceStatuses of ${describeConfiguration(id)}`;
      const items = await client.list({ action, path: routeConfiguration(id, "deviceStatuses") });
      return items.map(deviceStatusFromWire);
    },
  };
}

/** An answer without an entity leaves open what a write did: it counts as lost, hence no status. */
function readEntity(request: GraphRequest, answer: Json | undefined): LiveConfiguration {
  const configuration = configurationFromWire(answer);
  if (configuration !== undefined) return configuration;
  const message = "the answer has no entity with an id: something else may have answered";
  throw new GraphError(request, { body: { code: "InvalidAnswer", message } });
}
