import type {
  ConfigurationContent,
  DeviceStatus,
  LiveConfiguration,
  NewConfiguration,
} from "../domain/configuration.js";
import {
  configurationsRoute,
  describeConfiguration,
  readOf,
  routeConfiguration,
} from "./configurationRoute.js";
import {
  configurationFromWire,
  deviceStatusFromWire,
  toConfigurationBody,
} from "./configurationWire.js";
import type { Change, Changed, GraphClient } from "./graphClient.js";
import type { Parse, WriteRequest } from "./graphRequest.js";
import { requireSameId, UnexpectedResponse } from "./parseJson.js";

/** `isNeeded` says whether there is anything left to do. It may throw, which ends the change. */
export interface ConfigurationChange<Live> extends Pick<Change<Live, unknown>, "read" | "onSent"> {
  isNeeded: (...seen: Parameters<Change<Live, unknown>["requestFor"]>) => boolean;
}

export type ConfigurationsApi = ReturnType<typeof createConfigurationsApi>;

/** Ids are GUIDs. */
export function createConfigurationsApi(client: GraphClient) {
  const list = (query = ""): Promise<LiveConfiguration[]> =>
    client.list({
      action: "list the iosLobAppProvisioningConfigurations",
      path: configurationsRoute + query,
      parse: configurationFromWire,
    });
  const write = <Live, Answer>(
    request: WriteRequest,
    { isNeeded, ...change }: ConfigurationChange<Live>,
    parse: Parse<Answer>,
  ): Promise<Changed<Live, Answer>> =>
    client.write({
      ...change,
      parse,
      requestFor: (...seen) => (isNeeded(...seen) ? request : undefined),
    });
  return {
    /** They may come without payload. That Graph heeds a filter here is not established. */
    async list(): Promise<LiveConfiguration[]> {
      const bare = await list();
      // In a user's report the bare list was empty although there were configurations.
      const found = bare.length > 0 ? bare : await list("?$expand=assignments");
      // A page repeats what moved onto it while the one before was read.
      return [...new Map(found.map((configuration) => [configuration.id, configuration])).values()];
    },
    get: (id: string): Promise<LiveConfiguration> =>
      client.request({
        action: `read ${describeConfiguration(id)}`,
        path: routeConfiguration(id),
        parse: (json) => requireSameId(configurationFromWire(json), id),
      }),
    /** `isNew` says whether an id can be that of a configuration which was not there before. */
    create: <Live>(
      content: NewConfiguration,
      {
        isNew = () => true,
        ...change
      }: ConfigurationChange<Live> & { isNew?: (id: string) => boolean },
    ): Promise<Changed<Live, LiveConfiguration>> =>
      write(
        {
          action: `create the iosLobAppProvisioningConfiguration ${JSON.stringify(content.displayName)}`,
          method: "POST",
          path: configurationsRoute,
          body: toConfigurationBody(content),
        },
        change,
        (json) => {
          const created = configurationFromWire(json);
          if (isNew(created.id)) return created;
          throw new UnexpectedResponse(`the answer is about ${created.id}, which was there before`);
        },
      ),
    /** Changes what is given and leaves the rest. Whatever the response holds, only a read shows what was stored. */
    update: <Live>(
      id: string,
      changes: Partial<ConfigurationContent>,
      change: ConfigurationChange<Live>,
    ): Promise<Changed<Live, undefined>> =>
      write(
        {
          action: `update ${describeConfiguration(id)}`,
          method: "PATCH",
          path: routeConfiguration(id),
          body: toConfigurationBody(changes),
        },
        change,
        () => undefined,
      ),
    delete: <Live>(
      id: string,
      change: ConfigurationChange<Live>,
    ): Promise<Changed<Live, undefined>> =>
      write(
        {
          action: `delete ${describeConfiguration(id)}`,
          method: "DELETE",
          path: routeConfiguration(id),
        },
        change,
        () => undefined,
      ),
    readDeviceStatuses: (id: string): Promise<DeviceStatus[]> =>
      client.list(readOf(id, "deviceStatuses", deviceStatusFromWire)),
  };
}
