import { isOlder, subtractEntries } from "../domain/entry.js";
import { normalizeGuid } from "../domain/values.js";
import {
  configurationsRoute,
  describeConfiguration,
  readOf,
  routeConfiguration,
} from "./configurationRoute.js";
import type { Change, GraphClient } from "./graphClient.js";
import type { GraphError } from "./graphError.js";
import type { WriteRequest } from "./graphRequest.js";
import {
  assignmentFromWire,
  groupAssignmentFromWire,
  listedFromWire,
  toAssignBody,
  type AssignBody,
} from "./wire.js";

type SetBody = AssignBody & Pick<WriteRequest, "sentAlong">;

export interface AssignChange<Live> extends Pick<Change<Live, undefined>, "read" | "onSent"> {
  bodyFor: (live: Live, lost?: GraphError) => SetBody | undefined;
}

export type AssignmentsApi = ReturnType<typeof createAssignmentsApi>;

export function createAssignmentsApi(client: GraphClient) {
  return {
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
    /** Sends the whole set: on siblings Graph removes what is left out. */
    assign: <Live>(id: string, { bodyFor, ...change }: AssignChange<Live>) =>
      client.write({
        ...change,
        parse: () => undefined,
        requestFor(live, lost) {
          const body = bodyFor(live, lost);
          return body && toAssignRequest(id, body);
        },
      }),
  };
}

function toAssignRequest(id: string, { sentAlong, ...body }: SetBody): WriteRequest {
  const added = subtractEntries(
    body.entries,
    body.live.map(({ entry }) => entry),
  );
  const newGroupIds = added.flatMap((entry) => {
    if (isOlder(entry)) return [normalizeGuid(entry.targetGroupId)];
    return "groupId" in entry ? [normalizeGuid(entry.groupId)] : [];
  });
  return {
    action: `assign ${describeConfiguration(id)}`,
    method: "POST",
    path: routeConfiguration(id, "assign"),
    body: toAssignBody(body),
    sentAlong,
    newGroupIds,
  };
}
