import type { LiveEntry } from "../domain/entry.js";
import {
  configurationsRoute,
  describeConfiguration,
  routeConfiguration,
} from "./configurationRoute.js";
import type { Change, Changed, GraphClient, WriteRequest } from "./graphClient.js";
import { listedFromWire, type ListedAssignments } from "./listedWire.js";
import {
  assignmentFromWire,
  groupAssignmentFromWire,
  toAssignBody,
  type AssignBody,
} from "./wire.js";

/** Ids are GUIDs. */
export interface AssignmentsApi {
  /** From the list hanging from the entity: `$expand` is empty on siblings. */
  readAssignments(configurationId: string): Promise<LiveEntry[]>;
  readGroupAssignments(configurationId: string): Promise<LiveEntry[]>;
  /** The assignments of all configurations, page by page. They may be out of date. */
  listAssignments(): AsyncIterable<ListedAssignments[]>;
  /** Sends the whole set: what is left out is gone where Graph replaces, as it does on siblings. */
  assign<Live>(
    configurationId: string,
    change: AssignChange<Live>,
  ): Promise<Changed<Live, undefined>>;
}

/** A change of a configuration's set. `bodyFor` is undefined where nothing is left to do. */
export interface AssignChange<Live> extends Pick<Change<Live, undefined>, "read" | "onSent"> {
  bodyFor: (
    ...seen: Parameters<Change<Live, undefined>["requestFor"]>
  ) => (AssignBody & Pick<WriteRequest, "sentAlong">) | undefined;
}

export function createAssignmentsApi(client: GraphClient): AssignmentsApi {
  return {
    readAssignments: (id) =>
      client.list({
        action: `read the assignments of ${describeConfiguration(id)}`,
        path: routeConfiguration(id, "assignments"),
        parse: assignmentFromWire,
      }),
    readGroupAssignments: (id) =>
      client.list({
        action: `read the groupAssignments of ${describeConfiguration(id)}`,
        path: routeConfiguration(id, "groupAssignments"),
        parse: groupAssignmentFromWire,
      }),
    listAssignments: () =>
      client.pages({
        action: "list the assignments of the iosLobAppProvisioningConfigurations",
        path: `${configurationsRoute}?$select=id&$expand=assignments`,
        parse: listedFromWire,
      }),
    assign: (id, { bodyFor, ...change }) =>
      client.write({
        ...change,
        parse: () => undefined,
        requestFor(live, lost) {
          const body = bodyFor(live, lost);
          if (body === undefined) return undefined;
          return {
            action: `assign ${describeConfiguration(id)}`,
            method: "POST",
            path: routeConfiguration(id, "assign"),
            body: toAssignBody(body),
            ...(body.sentAlong && { sentAlong: body.sentAlong }),
          };
        },
      }),
  };
}
