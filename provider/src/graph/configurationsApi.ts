import { quoteName } from "../domain/alikeNames.js";
import type { ConfigurationContent, NewConfiguration } from "../domain/configuration.js";
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
import type { Change, GraphClient } from "./graphClient.js";
import type { Parse, WriteRequest } from "./graphRequest.js";
import { requireSameId, UnexpectedResponse } from "./parseJson.js";

export interface ConfigurationChange<Live> extends Pick<Change<Live, unknown>, "read" | "onSent"> {
  /** If it throws, nothing more is sent. */
  isNeeded: (...seen: Parameters<Change<Live, unknown>["requestFor"]>) => boolean;
}

export type ConfigurationsApi = ReturnType<typeof createConfigurationsApi>;

export function createConfigurationsApi(client: GraphClient) {
  const list = (query = "") =>
    client.list({
      action: "list the iosLobAppProvisioningConfigurations",
      path: configurationsRoute + query,
      parse: configurationFromWire,
    });
  const write = <Live, Answer>(
    { isNeeded, ...change }: ConfigurationChange<Live>,
    parse: Parse<Answer>,
    request: WriteRequest,
  ) =>
    client.write({
      ...change,
      parse,
      requestFor: (...seen) => (isNeeded(...seen) ? request : undefined),
    });
  const parseNothing = () => undefined;
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
    /** `isNew`: whether the id can be a new configuration's. */
    create<Live>(
      content: NewConfiguration,
      { isNew, ...change }: ConfigurationChange<Live> & { isNew?: (id: string) => boolean },
    ) {
      const parse = (json: unknown) => {
        const created = configurationFromWire(json);
        if (isNew?.(created.id) !== false) return created;
        throw new UnexpectedResponse(`the answer is about ${created.id}, which was there before`);
      };
      return write(change, parse, {
        action: `create the iosLobAppProvisioningConfiguration ${quoteName(content.displayName)}`,
        method: "POST",
        path: configurationsRoute,
        body: toConfigurationBody(content),
      });
    },
    /** Only a read shows what Graph stored. */
    update: <Live>(
      id: string,
      changes: Partial<ConfigurationContent>,
      change: ConfigurationChange<Live>,
    ) =>
      write(change, parseNothing, {
        action: `update ${describeConfiguration(id)}`,
        method: "PATCH",
        path: routeConfiguration(id),
        body: toConfigurationBody(changes),
      }),
    delete: <Live>(id: string, change: ConfigurationChange<Live>) =>
      write(change, parseNothing, {
        action: `delete ${describeConfiguration(id)}`,
        method: "DELETE",
        path: routeConfiguration(id),
      }),
    readDeviceStatuses: (id: string) =>
      client.list(readOf(id, "deviceStatuses", deviceStatusFromWire)),
  };
}
